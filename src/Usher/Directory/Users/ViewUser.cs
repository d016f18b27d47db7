using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Views one user.</summary>
/// <param name="User">The user.</param>
public sealed record ViewUser(Guid User) : Query<Person, UserView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<UserView> Run(Work work, Person found)
    {
        var view = UserView.Of(work, found.Row);
        var can = await Now(work, found, view.Can);
        return view with
        {
            Can = can,
            Teams = May.Ask(work, Permission.DirectoryView, Target.Of(work.Customer)).Allowed
                ? ThingView.Of(work, work.Customer.Facts.Teams.Where(team => team.Members.Contains(User)))
                : null,
            Identities = await ListIdentities.Of(work, found.Facts.Id),
            Owns = can["deactivate"].Allowed
                ? [.. work.Customer.Facts.IntegrationUsers.Where(machine => machine.Owner == User).Select(machine => machine.Name)]
                : null,
            InvitationExpires = view.Invited && can["resend"].Allowed ? await Expires(work, found.Row.AccountId) : null,
            Returning = can["reactivate"].Allowed ? ComesBack.With(work, found.Facts) : null,
        };
    }

    private static async Task<DateTimeOffset?> Expires(Work work, Guid account)
    {
        var (customer, now) = (work.Db.CustomerId, work.Now);
        return await work.Db.Set<OneTimeLink>().Where(l => l.AccountId == account && l.CustomerId == customer && !l.Forgotten && l.Expires > now)
            .OrderByDescending(l => l.Expires).Select(l => (DateTimeOffset?)l.Expires).FirstOrDefaultAsync();
    }

    /// <summary>
    /// What the caller may do with this one person as they are now: what the acts themselves would answer, before somebody fills in a form.
    /// </summary>
    private static async Task<IReadOnlyDictionary<string, May>> Now(Work work, Person found, IReadOnlyDictionary<string, May> can)
    {
        Refusal? self = found.Facts.Id == work.Actor.Id ? new NotYourself() : null;
        var settled = self ?? (found.Row.Active ? null : new PersonDeactivated());
        return new Dictionary<string, May>(can, StringComparer.Ordinal)
        {
            ["withdrawInvitation"] = can["resend"].Unless(WithdrawInvitation.Against(work, found)),
            ["viewSessions"] = May.Ask(work, Permission.UserView, Target.Of(work.Customer) with { Subject = found.Facts.Id }),
            ["deactivate"] = can["deactivate"].Unless(GrantRules.Deactivate(work.Actor, found.Facts, work.Now)),
            ["reactivate"] = can["deactivate"].Unless(self ?? (found.Row.Active ? new PersonActive() : null)),
            ["assignRole"] = can["assignRole"].Unless(settled),
            ["assignTenant"] = can["assignTenant"].Unless(settled),
            ["proposeReplacement"] = can["appoint"].Unless(await ProposeReplacement.Against(work, found)),
            ["appoint"] = can["appoint"].Unless(await AppointFirstOrganizationAdmin.Against(work, found)),
        };
    }
}
