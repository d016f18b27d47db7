using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>One's own identities in Slack and at recorders, and those that are proposed; staff have none. No key sees them, as no key sets them (rule 25).</summary>
public sealed record ViewMyIdentities : Query<Nothing, MyIdentities>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => ProveIdentity.Self(work);

    /// <inheritdoc/>
    public override async Task<MyIdentities> Run(Work work, Nothing found)
    {
        if (work.Actor is not { User: { } facts, Id: var me }) return new("", [], []);
        var proposed = await work.Db.Set<IdentityProposal>().Where(p => p.UserId == me).OrderByDescending(p => p.Id).ToListAsync();
        return new(facts.Email,
            [
                .. (await work.Db.Set<UserIdentity>().Where(i => i.UserId == me).OrderByDescending(i => i.Id).ToListAsync())
                    .Select(i => new MyIdentity(i.Id, i.Kind, i.Label, i.External, i.Since)),
            ],
            [.. proposed.Select(p => new MyProposal(p.Id, p.Kind, p.Label, p.External, PersonView.Of(work.Customer, p.By), p.At))]);
    }
}

/// <summary>One's own identities.</summary>
/// <param name="Address">One's own address, which counts by itself where Slack or a recorder names it.</param>
/// <param name="Set">Those that one proved, the newest first.</param>
/// <param name="Proposed">Those that somebody thinks are one's own.</param>
public sealed record MyIdentities(string Address, IReadOnlyList<MyIdentity> Set, IReadOnlyList<MyProposal> Proposed);

/// <summary>An identity of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="Label">What one was called there.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
/// <param name="Since">Since when it counts.</param>
public sealed record MyIdentity(Guid Id, IdentityKind Kind, string Label, string External, DateTimeOffset Since);

/// <summary>An identity that somebody thinks is one's own.</summary>
/// <param name="Id">The proposal's id.</param>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="Label">What they are called there.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
/// <param name="By">Who thinks so.</param>
/// <param name="At">Since when.</param>
public sealed record MyProposal(Guid Id, IdentityKind Kind, string Label, string External, PersonView By, DateTimeOffset At);
