using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>A member of the workspace and who they are here.</summary>
/// <param name="Member">The member.</param>
/// <param name="User">The active user; null: nobody, or two.</param>
/// <param name="ByIdentity">They are known by an identity that they proved alone, not by their address.</param>
internal sealed record SlackUser(RollMember Member, Actor? User, bool ByIdentity)
{
    /// <summary>Why they are nobody here.</summary>
    public ChannelStranger Stranger(CustomerSnapshot customer)
    {
        var kind = Member.Email is null ? StrangerKind.NoAddress : customer.User(Member.Email) is null ? StrangerKind.NoUser : StrangerKind.Deactivated;
        return new(Member.Name, kind) { SlackId = Member.Id, Workspace = Member.Workspace, Email = Member.Email };
    }
}

/// <summary>
/// Who somebody in Slack is here (rule 26): the user who proved that identity, else the one whose confirmed address it is. Where the two are
/// different people it is nobody, and nobody is whoever is deactivated, a guest or of another workspace.
/// </summary>
internal static class SlackUsers
{
    /// <summary>Of one; null: nobody.</summary>
    public static async Task<Actor?> Of(Work work, SlackPerson person, string workspace) => person.IsColleague(workspace)
        ? (await Of(work, [new(person.Id, person.Email, person.Name, workspace)]))[0].User
        : null;

    /// <summary>Of several, who are no guests, in their order.</summary>
    public static async Task<List<SlackUser>> Of(Work work, IReadOnlyList<RollMember> members)
    {
        if (members.Count == 0) return [];
        var (workspace, ids) = (members[0].Workspace, members.Select(m => m.Id).ToList());
        var proved = await work.Db.Set<UserIdentity>().AsNoTracking()
            .Where(i => i.Kind == IdentityKind.Slack && i.System == workspace && ids.Contains(i.External)).ToDictionaryAsync(i => i.External, i => i.UserId);
        return [.. members.Select(One)];

        SlackUser One(RollMember member)
        {
            var byAddress = member.Email is { } email ? work.Customer.User(email) : null;
            var byIdentity = proved.TryGetValue(member.Id, out var holder) ? work.Customer.User(holder) : null;
            var user = byIdentity is null ? byAddress : byAddress is null || byAddress.Id == byIdentity.Id ? byIdentity : null;
            return new(member, user is { User.Active: true } ? user : null, byAddress is null);
        }
    }

    /// <summary>The id by which a user is known in a workspace; null: by their address alone. Of several the last that they proved.</summary>
    public static Task<string?> IdOf(Work work, Guid user, string workspace) => work.Db.Set<UserIdentity>()
        .Where(i => i.UserId == user && i.Kind == IdentityKind.Slack && i.System == workspace)
        .OrderByDescending(i => i.Id).Select(i => i.External).FirstOrDefaultAsync();

    /// <summary>The person in Slack whom a user is to be written to; null: there is none who is them without doubt.</summary>
    /// <param name="slack">Slack.</param>
    /// <param name="now">The time.</param>
    /// <param name="access">How to reach the workspace.</param>
    /// <param name="run">The job.</param>
    /// <param name="user">The user.</param>
    /// <param name="known">As <see cref="IdOf"/> says.</param>
    /// <param name="email">Their address.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<SlackPerson?> Reach(SlackDirectory slack, DateTimeOffset now, SlackAccess access, JobRun run, Guid user, string? known, string email,
        string workspace, CancellationToken ct)
    {
        var since = now - SlackMembers.Fresh;
        if (known is not null && (await SlackMembers.Person(slack, access, known, since, now, ct)).Person is { } proved && await IsThem(proved)) return proved;
        return await slack.PersonByEmail(access, email, since, ct) is { } person && person.Email == email && await IsThem(person) ? person : null;

        Task<bool> IsThem(SlackPerson person) => run.Derive(async work => (await Of(work, person, workspace))?.Id == user, ct);
    }
}

/// <summary>
/// Somebody linked a Slack account, or it is no longer linked: the channels are read again, and their Home tab is filled again.
/// </summary>
public sealed class LookAgainInSlack : IListener<IdentityChanged>
{
    /// <inheritdoc/>
    public Task Do(IdentityChanged job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        if (job.Kind != IdentityKind.Slack || work.Snapshot is null) return false;
        await SlackHome.AskAgain(work, job.External);
        await ReadChannel.Soon(work, await work.Db.Set<Channel>().Where(c => c.TeamId != null || work.Db.Set<ChannelReading>().Any(r => r.ChannelId == c.Id))
            .OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct));
        return true;
    }, ct);
}
