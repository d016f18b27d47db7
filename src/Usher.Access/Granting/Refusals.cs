namespace Usher.Access;

/// <summary>Rules 3, 10, 11: nobody does this to themselves.</summary>
public sealed record NotYourself()
    : Refusal("You can't change your own role, level, tenants, teams or account status. Ask a colleague who can.");

/// <summary>Rule 9: one gives only what one holds.</summary>
/// <param name="Role">The role's name.</param>
public sealed record RoleAboveYourOwn(string Role) : Refusal($"You can't give {Role}: it has permissions that you don't have.");

/// <summary>Rule 3: a customer keeps a Customer Admin.</summary>
public sealed record LastCustomerAdmin()
    : Refusal("This is the company's last Customer Admin. Make someone else Customer Admin first, or contact your vendor's support.");

/// <summary>Rule 11: an organization keeps an Organization Admin.</summary>
public sealed record LastOrganizationAdmin() : Refusal("This is the last Organization Admin. Give someone else that level first.");

/// <summary>Rule 11: the upper bound of Organization Admins.</summary>
/// <param name="Limit">How many there may be.</param>
public sealed record FourthOrganizationAdmin(int Limit)
    : Refusal($"An organization has at most {Limit} Organization Admins. Remove that level from one of them first.");

/// <summary>Rule 10: this level is given by way of a request.</summary>
/// <param name="Level">The level asked for.</param>
public sealed record NeedsApproval(InsightsRole Level)
    : Refusal($"{Roles.Name(Roles.Column(Level))} is given by an Organization Admin. Send a request, and one of them will decide.");

/// <summary>Rule 10: the person holds a level that one does not handle.</summary>
/// <param name="Level">The level they hold.</param>
public sealed record LevelAboveYours(InsightsRole Level)
    : Refusal("Only an Organization Admin can change the level of " +
    $"{(Level is InsightsRole.Editor or InsightsRole.OrganizationAdmin ? "an" : "a")} {Roles.Name(Roles.Column(Level))}.");

/// <summary>Rule 10: neither the subject nor the requester of a request approves it.</summary>
public sealed record YourOwnRequest() : Refusal("You can't decide a request that you made or that is about you. Someone else has to.");

/// <summary>Rule 11: the first Organization Admin is appointed once.</summary>
public sealed record FirstAlreadyAppointed()
    : Refusal("This organization already had its first Organization Admin. Existing Organization Admins appoint others.");

/// <summary>Rule 11: staff propose a first Organization Admin, a Customer Admin confirms.</summary>
public sealed record CustomerAdminConfirms() : Refusal("Proposed. A Customer Admin of this customer must confirm it.");

/// <summary>Rule 11: someone added by staff accepts first, from a link sent to their own address.</summary>
public sealed record NotAcceptedYet() : Refusal("This person hasn't accepted their invitation yet.");

/// <summary>Section 2: the Insights app is active in none of the customer's tenants.</summary>
public sealed record InsightsNotActive() : Refusal("Insights isn't active in any tenant of this customer.");

/// <summary>The person is deactivated.</summary>
public sealed record PersonDeactivated() : Refusal("This person is deactivated. Reactivate them first.");

/// <summary>The person is active.</summary>
public sealed record PersonActive() : Refusal("This person is already active.");

/// <summary>A grant that ends must end later than now.</summary>
public sealed record EndsInThePast() : Refusal("The end date is in the past. Choose a later one, or none.");

/// <summary>Only an Editor's grant names teams.</summary>
public sealed record TeamsAreForEditors() : Refusal("Only the Editor level can be limited to certain teams.");

/// <summary>An Editor's grant names at least one team, or the whole organization.</summary>
public sealed record NoTeamNamed() : Refusal("Name at least one team, or give the level for the whole organization.");

/// <summary>A tenant, team, custom role or person that is not of this customer.</summary>
/// <param name="Kind">What kind of thing.</param>
public sealed record NotOfThisCustomer(string Kind) : Refusal($"This customer has no such {Kind}.");

/// <summary>Rule 17: an integration user's scope that it cannot have.</summary>
/// <param name="Scope">The scope as it was written.</param>
public sealed record NoSuchScope(string Scope)
    : Refusal("An integration user can't have one of these scopes. Write a scope as type/action; call/read needs teams, such as " +
    "call/read:sales.");

/// <summary>Rule 17: an integration user's owner is an active person.</summary>
public sealed record OwnerNotActive() : Refusal("The owner of an integration user must be an active user of this customer.");

/// <summary>Rule 17: a key has no scope that its integration user lacks.</summary>
/// <param name="Scope">The scope as it was written.</param>
public sealed record ScopeBeyondItsHolder(string Scope) : Refusal("A key can't have a scope that its integration user doesn't have.");

/// <summary>A key that reads an app's configuration is made by the owner of the app's integration user, a Customer Admin.</summary>
public sealed record KeyOfItsApp()
    : Refusal("This key would read the app's configuration. A Customer Admin who owns the app's integration user makes it, on the app's page.");

/// <summary>Rule 25: a personal key carries only what its person holds, and cannot make keys.</summary>
/// <param name="Permission">The permission's name.</param>
public sealed record KeyBeyondItsHolder(string Permission)
    : Refusal($"A personal key can't have {Permission}: you don't have it yourself, or no key can.");

/// <summary>Rules 17, 25: keys expire.</summary>
/// <param name="Days">How long one lasts at most.</param>
public sealed record KeyLastsTooLong(int Days) : Refusal($"A key must expire within {Days} days.");

/// <summary>Rule 16: seats bought are a hard ceiling.</summary>
/// <param name="Bought">The number of seats.</param>
public sealed record NoSeatLeft(int Bought)
    : Refusal($"All {Bought} seats are in use. Remove one from someone, or ask your vendor for more.");

/// <summary>Rule 21: a major change is approved by another Organization Admin.</summary>
[StoredName("MajorSeatChange", Former = ["MajorLicenceChange"])]
public sealed record MajorSeatChange()
    : Refusal("This is a major change of seats (many within a day, or an Organization Admin's seat). Another Organization Admin must " +
    "approve it.");
