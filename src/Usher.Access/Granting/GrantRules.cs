namespace Usher.Access;

/// <summary>What comes back to somebody who is reactivated (rule 6).</summary>
/// <param name="Connect">Their role in Connect.</param>
/// <param name="Insights">Their level in Insights from now on.</param>
/// <param name="Requested">The level that has to be asked for, because the one who reactivates could not give it; null: none.</param>
/// <param name="Withheld">The level that does not come back, because it would break rule 11; null: none.</param>
public sealed record Reactivation(ConnectRole Connect, InsightsRole Insights, InsightsRole? Requested, InsightsRole? Withheld);

/// <summary>
/// Rule 9 and its neighbours: nobody gives what they lack, and what nobody may do to themselves or to the last one of a kind.
/// The <see cref="Authorizer"/> has said that the actor has the permission; these look at what is given, and to which person. Null: nothing
/// prevents it.
/// </summary>
/// <remarks>Actors and persons come from the same snapshot, read in the change's own transaction.</remarks>
public static partial class GrantRules
{
    /// <summary>Giving a role of Connect (rules 2, 3, 9).</summary>
    public static Refusal? Connect(Actor giver, Actor person, ConnectRole role, DateTimeOffset? until, DateTimeOffset now)
    {
        if (giver.Id == person.Id) return new NotYourself();
        if (!Actor.Lasts(until, now)) return new EndsInThePast();
        if (role == ConnectRole.CustomerAdmin && giver.Kind == ActorKind.User && giver.ConnectRole(now) != ConnectRole.CustomerAdmin)
            return new RoleAboveYourOwn(Roles.Name(Role.CustomerAdmin));
        return giver.Kind == ActorKind.User
            && WouldLackCustomerAdmin(person, role == ConnectRole.CustomerAdmin ? until ?? Forever : null, now)
            ? new LastCustomerAdmin()
            : null;
    }

    /// <summary>Setting somebody's custom roles.</summary>
    public static Refusal? CustomRoles(Actor giver, Actor person, IReadOnlyCollection<Guid> roles)
    {
        if (giver.Id == person.Id) return new NotYourself();
        return roles.All(id => person.Home!.Facts.CustomRoles.Any(role => role.Id == id)) ? null : new NotOfThisCustomer("custom role");
    }

    /// <summary>Setting somebody's tenants.</summary>
    public static Refusal? Tenants(Actor giver, Actor person, IReadOnlyCollection<Guid> tenants)
    {
        if (giver.Id == person.Id) return new NotYourself();
        return tenants.All(id => person.Home!.Facts.Tenants.Any(tenant => tenant.Id == id)) ? null : new NotOfThisCustomer("tenant");
    }

    /// <summary>Giving a level of Insights directly (rules 9, 10, 11); <see cref="NeedsApproval"/>: make it a request.</summary>
    /// <param name="giver">Who gives.</param>
    /// <param name="person">The user who gets it.</param>
    /// <param name="level">Which level.</param>
    /// <param name="editorOf">For an Editor the teams the level includes; null: the whole organization.</param>
    /// <param name="until">When it ends; null: it does not.</param>
    /// <param name="now">The server's time.</param>
    public static Refusal? Level(Actor giver, Actor person, InsightsRole level, IReadOnlyCollection<Guid>? editorOf, DateTimeOffset? until,
        DateTimeOffset now)
    {
        if (giver.Id == person.Id) return new NotYourself();
        if (!Actor.Lasts(until, now)) return new EndsInThePast();
        if (editorOf is not null)
        {
            if (level != InsightsRole.Editor) return new TeamsAreForEditors();
            if (editorOf.Count == 0) return new NoTeamNamed();
            if (!editorOf.All(id => person.Home!.Facts.Teams.Any(team => team.Id == id))) return new NotOfThisCustomer("team");
        }

        switch (giver.InsightsRole(now))
        {
            case InsightsRole.OrganizationAdmin:
                return Organization(person, level, until, now);
            case InsightsRole.UserAdmin:
                if (person.InsightsRole(now) > InsightsRole.UserAdmin) return new LevelAboveYours(person.InsightsRole(now));
                return level > InsightsRole.UserAdmin ? new NeedsApproval(level) : null;
            default:
                return level == InsightsRole.DefaultUser ? new LevelAboveYours(person.InsightsRole(now)) : new NeedsApproval(level);
        }
    }

    /// <summary>Approving a request for a level (rule 10): by an Organization Admin who is neither its subject nor who made it.</summary>
    public static Refusal? Approve(Actor approver, Guid requester, Actor person, InsightsRole level, IReadOnlyCollection<Guid>? editorOf,
        DateTimeOffset? until, DateTimeOffset now)
    {
        if (approver.Id == requester || approver.Id == person.Id) return new YourOwnRequest();
        return person.User!.Active ? Level(approver, person, level, editorOf, until, now) : new PersonDeactivated();
    }

    /// <summary>Appointing an organization's first Organization Admin (rule 11).</summary>
    /// <param name="giver">Who appoints.</param>
    /// <param name="person">The user.</param>
    /// <param name="happened">Whether this customer has had its first one.</param>
    /// <param name="accepted">Whether the person accepted from a link sent to them, or was not added by staff.</param>
    public static Refusal? AppointFirst(Actor giver, Actor person, bool happened, bool accepted)
    {
        if (!person.Home!.Facts.InsightsActive) return new InsightsNotActive();
        if (giver.Id == person.Id) return new NotYourself();
        if (happened) return new FirstAlreadyAppointed();
        if (!person.User!.Active) return new PersonDeactivated();
        if (giver.Kind != ActorKind.User) return new CustomerAdminConfirms();
        return accepted ? null : new NotAcceptedYet();
    }

    /// <summary>
    /// Deactivating somebody here (rules 3, 11). What an upstream product or identity provider reports is not asked (rule 1).
    /// </summary>
    public static Refusal? Deactivate(Actor giver, Actor person, DateTimeOffset now)
    {
        if (giver.Id == person.Id) return new NotYourself();
        if (!person.User!.Active) return new PersonDeactivated();
        if (giver.Kind == ActorKind.User && WouldLackCustomerAdmin(person, null, now)) return new LastCustomerAdmin();
        return WouldLackOrganizationAdmin(person, null, now) ? new LastOrganizationAdmin() : null;
    }

    /// <summary>What comes back when somebody is reactivated by this giver (rule 6); custom roles and tenants always do.</summary>
    public static Reactivation Reactivate(Actor giver, Actor person, DateTimeOffset now)
    {
        var level = person.InsightsRole(now);
        var connect = Connect(giver, person, person.ConnectRole(now), null, now) is null ? person.ConnectRole(now) : ConnectRole.User;
        if (level == InsightsRole.DefaultUser) return new(connect, level, null, null);
        if (level == InsightsRole.OrganizationAdmin && IsFull(person, now)) return new(connect, InsightsRole.DefaultUser, null, level);
        var direct =
            Authorizer.Decide(giver, Permission.AccessLevelManage, Target.Of(person.Home!) with { Subject = person.Id }, now).Allowed
            && Level(giver, person, level, null, null, now) is null;
        return direct ? new(connect, level, null, null) : new(connect, InsightsRole.DefaultUser, level, null);
    }

    /// <summary>Putting somebody into a team, or a private channel that is connected to one (rule 3).</summary>
    public static Refusal? AddToTeam(Actor giver, Actor person) =>
        giver.Id == person.Id ? new NotYourself() : person.User!.Active ? null : new PersonDeactivated();

    /// <summary>Giving and removing seats (rules 16, 21); <see cref="MajorSeatChange"/>: make it a request.</summary>
    /// <param name="bought">Seats bought.</param>
    /// <param name="used">Seats in use after the change.</param>
    /// <param name="changed">Seats given or removed within the customer's number of hours, this change included.</param>
    /// <param name="most">How many of those are no major change yet.</param>
    /// <param name="fromOrganizationAdmin">Whether a seat is removed from an Organization Admin.</param>
    public static Refusal? Seats(int bought, int used, int changed, int most, bool fromOrganizationAdmin)
    {
        if (used > bought) return new NoSeatLeft(bought);
        return changed > most || fromOrganizationAdmin ? new MajorSeatChange() : null;
    }

    /// <summary>
    /// Whether somebody is the organization's only Organization Admin: no other can approve what they want to do (rule 21).
    /// </summary>
    public static bool IsSoleOrganizationAdmin(Actor person, DateTimeOffset now) =>
        person.User is { Active: true } && person.InsightsRole(now) == InsightsRole.OrganizationAdmin
        && !person.Home!.Users.Any(other => other.Id != person.Id && other.User!.Active
            && other.InsightsRole(now) == InsightsRole.OrganizationAdmin);

    private static Refusal? Organization(Actor person, InsightsRole level, DateTimeOffset? until, DateTimeOffset now)
    {
        if (level == InsightsRole.OrganizationAdmin && person.InsightsRole(now) != level && IsFull(person, now))
            return new FourthOrganizationAdmin(person.Home!.Facts.OrganizationAdminLimit);
        return WouldLackOrganizationAdmin(person, level == InsightsRole.OrganizationAdmin ? until ?? Forever : null, now)
            ? new LastOrganizationAdmin()
            : null;
    }

    private static bool IsFull(Actor person, DateTimeOffset now) =>
        person.Home!.Users.Count(other => other.Id != person.Id && other.User!.Active
            && other.InsightsRole(now) == InsightsRole.OrganizationAdmin) >= person.Home.Facts.OrganizationAdminLimit;
}
