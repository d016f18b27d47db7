namespace Usher.Access;

public static partial class GrantRules
{
    /// <summary>How long a Customer Admin has held the role before they confirm a new Organization Admin (rule 11).</summary>
    public static readonly TimeSpan LongEnough = TimeSpan.FromDays(30);

    /// <summary>Making somebody Organization Admin where the last one was lost (rule 11): asked when it is proposed, confirmed and done.</summary>
    /// <param name="person">Who would be Organization Admin.</param>
    /// <param name="happened">Whether this customer has had its first one.</param>
    /// <param name="accepted">Whether the person accepted from a link sent to them, or was not added by staff.</param>
    /// <param name="now">The server's time.</param>
    public static Refusal? Replace(Actor person, bool happened, bool accepted, DateTimeOffset now)
    {
        if (!person.Home!.Facts.InsightsActive) return new InsightsNotActive();
        if (!happened) return new NoFirstYet();
        if (HasOrganizationAdmin(person.Home!, now)) return new OrganizationAdminThere();
        if (!person.User!.Active) return new PersonDeactivated();
        return accepted ? null : new NotAcceptedYet();
    }

    /// <summary>Whether a Customer Admin may confirm what staff proposed (rule 11); where none may, the Platform Team does on the host.</summary>
    /// <param name="since">Since when they hold the role; null: it is not known.</param>
    /// <param name="addedBy">Who added them; null: nobody of staff.</param>
    /// <param name="appointedBy">Who made them Customer Admin; null: it is not known.</param>
    /// <param name="proposer">The member of staff who proposes.</param>
    /// <param name="now">The server's time.</param>
    public static Refusal? Confirm(DateTimeOffset? since, Guid? addedBy, Guid? appointedBy, Guid proposer, DateTimeOffset now)
    {
        if (since is null || now - since < LongEnough) return new CustomerAdminTooNew();
        return addedBy == proposer || appointedBy == proposer ? new AppointedByProposer() : null;
    }

    /// <summary>Whether anybody active is Organization Admin.</summary>
    public static bool HasOrganizationAdmin(CustomerSnapshot customer, DateTimeOffset now) =>
        customer.Users.Any(user => user.User!.Active && user.InsightsRole(now) == InsightsRole.OrganizationAdmin);
}

/// <summary>Rule 11: a lost Organization Admin is replaced; one that never was is appointed.</summary>
public sealed record NoFirstYet()
    : Refusal("This organization never had an Organization Admin. A Customer Admin appoints the first on a user's page.");

/// <summary>Rule 11: nobody is lost.</summary>
public sealed record OrganizationAdminThere()
    : Refusal("This organization has an active Organization Admin. They give the level to others.");

/// <summary>Rule 11: who confirms has been Customer Admin for 30 days.</summary>
public sealed record CustomerAdminTooNew()
    : Refusal("Only someone who has been Customer Admin for 30 days can confirm this. Otherwise the vendor's Platform Team confirms it.");

/// <summary>Rule 11: who confirms was neither added nor appointed by the one who proposes.</summary>
public sealed record AppointedByProposer()
    : Refusal("You were added or made Customer Admin by the member of staff who proposes this. Another Customer Admin must confirm it, or "
    + "the vendor's Platform Team.");
