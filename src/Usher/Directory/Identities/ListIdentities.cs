using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// The identities of the organization's users: those that are set, those that are proposed, and those in connected Slack channels and at
/// recorders that nobody here is known to be, with who it may be.
/// </summary>
public sealed record ListIdentities : Query<CustomerSnapshot, IdentitiesView>
{
    /// <summary>How many of those that are set are listed, the newest first.</summary>
    private const int Most = 200;

    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<IdentitiesView> Run(Work work, CustomerSnapshot found)
    {
        var maintain = May.Ask(work, Permission.DirectoryMaintain, Target.Of(found));
        var set = await work.Db.Set<UserIdentity>().OrderByDescending(i => i.Id).Take(Most).ToListAsync();
        var proposed = await work.Db.Set<IdentityProposal>().OrderByDescending(p => p.Id).ToListAsync();
        var taken = (await work.Db.Set<UserIdentity>().Select(i => new { i.Kind, i.External }).ToListAsync()).Select(i => (i.Kind, i.External))
            .Concat(proposed.Select(p => (p.Kind, p.External))).ToHashSet();
        var alike = new PeopleAlike(work);
        var members = (await UnmatchedMembers.Of(work)).Where(m => !taken.Contains((IdentityKind.Slack, m.SlackId!)))
            .Select(m => new UnmatchedIdentity(IdentityKind.Slack, m.SlackId!, m.Name, null, alike.For(m.Name, m.Email)));
        var hosts = (await work.Db.Set<UnmatchedHost>().ToListAsync())
            .Where(h => !taken.Contains((IdentityKind.Recorder, h.Address)) && found.User(h.Address) is null)
            .OrderByDescending(h => h.Day).ThenBy(h => h.Address, StringComparer.Ordinal)
            .Select(h => new UnmatchedIdentity(IdentityKind.Recorder, h.Address, h.Address, DateOnly.FromDateTime(h.Day.UtcDateTime), alike.For(null, h.Address)));
        return new(
            [.. set.Select(i => IdentityView.Of(work, i, maintain.Unless(i.UserId == work.Actor.Id ? new RemoveItInYourProfile() : null)))],
            await work.Db.Set<UserIdentity>().CountAsync(),
            [
                .. proposed.Select(p => new ProposedIdentity(p.Id, p.Kind, p.Label, p.External, PersonView.Of(found, p.UserId), PersonView.Of(found, p.By), p.At,
                    maintain.Unless(p.UserId == work.Actor.Id ? new NotYourself() : null))),
            ],
            [.. members, .. hosts], maintain);
    }

    /// <summary>Those that one user has; null to those who may not see the directory.</summary>
    internal static async Task<IReadOnlyList<IdentityView>?> Of(Work work, Guid user)
    {
        if (!May.Ask(work, Permission.DirectoryView, Target.Of(work.Customer)).Allowed) return null;
        var clear = May.Ask(work, Permission.DirectoryMaintain, Target.Of(work.Customer)).Unless(user == work.Actor.Id ? new RemoveItInYourProfile() : null);
        return [.. (await work.Db.Set<UserIdentity>().Where(i => i.UserId == user).OrderByDescending(i => i.Id).ToListAsync()).Select(i => IdentityView.Of(work, i, clear))];
    }
}

/// <summary>The identities of an organization.</summary>
/// <param name="Set">Those that are set, the newest first; of very many, the newest.</param>
/// <param name="Count">How many are set.</param>
/// <param name="Proposed">Those that wait for the person to prove or decline them.</param>
/// <param name="Unmatched">Those that belong to nobody here.</param>
/// <param name="Maintain">Whether the caller may propose and clear.</param>
public sealed record IdentitiesView(IReadOnlyList<IdentityView> Set, int Count, IReadOnlyList<ProposedIdentity> Proposed,
    IReadOnlyList<UnmatchedIdentity> Unmatched, May Maintain);

/// <summary>An identity that is set.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="Label">What the person was called there.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
/// <param name="System">The Slack workspace's id; empty for recorders.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Since">Since when it counts.</param>
/// <param name="Clear">Whether the caller may end it.</param>
public sealed record IdentityView(Guid Id, IdentityKind Kind, string Label, string External, string System, PersonView User, DateTimeOffset Since, May Clear)
{
    internal static IdentityView Of(Work work, UserIdentity identity, May clear) =>
        new(identity.Id, identity.Kind, identity.Label, identity.External, identity.System, PersonView.Of(work.Customer, identity.UserId), identity.Since, clear);
}

/// <summary>An identity that is proposed.</summary>
/// <param name="Id">The proposal's id.</param>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="Label">What they are called there.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
/// <param name="User">Whose it may be.</param>
/// <param name="By">Who proposes it.</param>
/// <param name="At">When.</param>
/// <param name="Withdraw">Whether the caller may withdraw it.</param>
public sealed record ProposedIdentity(Guid Id, IdentityKind Kind, string Label, string External, PersonView User, PersonView By, DateTimeOffset At, May Withdraw);

/// <summary>Somebody in Slack or at a recorder who belongs to no user here.</summary>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
/// <param name="Label">What they are called there.</param>
/// <param name="Day">For a recorder: the day, in UTC, when a call of theirs was last refused.</param>
/// <param name="Suggested">Users who are called alike, or whose address begins alike: at most three.</param>
public sealed record UnmatchedIdentity(IdentityKind Kind, string External, string Label, DateOnly? Day, IReadOnlyList<PersonView> Suggested);

/// <summary>Members of connected Slack channels whom nobody here is known to be, as the last readings say.</summary>
internal static class UnmatchedMembers
{
    public static async Task<List<ChannelStranger>> Of(Work work)
    {
        var readings = await work.Db.Set<ChannelReading>().Where(r => r.Strangers != null
            && work.Db.Set<Channel>().Any(c => c.Id == r.ChannelId && c.TeamId != null)).Select(r => r.Strangers!).ToListAsync();
        return
        [
            .. readings.SelectMany(kept => JsonSerializer.Deserialize<List<ChannelStranger>>(kept) ?? [])
                .Where(s => s is { SlackId: not null, Workspace: not null, Kind: StrangerKind.NoUser or StrangerKind.NoAddress })
                .DistinctBy(s => (s.Workspace, s.SlackId)).OrderBy(s => s.Name, Comparer<string>.Create(work.Order.Compare)),
        ];
    }
}
