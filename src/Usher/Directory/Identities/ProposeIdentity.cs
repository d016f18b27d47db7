using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Proposes an identity for somebody else (rule 26): a member of a connected Slack channel whom nobody here is known to be, or an address
/// that recorders use. It counts for nothing until the person proves it.
/// </summary>
/// <param name="User">Whose it may be; never the caller's own.</param>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
public sealed record ProposeIdentity(Guid User, IdentityKind Kind, string External) : Change<Person, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found)
    {
        if (User == work.Actor.Id) return new NotYourself();
        if (!found.Row.Active) return new PersonDeactivated();
        if (await Named(work) is not { } named)
            return Kind == IdentityKind.Slack ? new NoSuchSlackMember() : new Invalid("/external", Inputs.EmailSentence);
        return await ProveIdentity.Taken(work, Kind, named.System, named.External, User)
            ?? (await work.Db.Set<IdentityProposal>().AnyAsync(p => p.Kind == Kind && p.System == named.System && p.External == named.External)
                ? new IdentityAlreadyProposed()
                : null);
    }

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, Person found)
    {
        var (system, external, label) = (await Named(work))!.Value;
        var proposal = new IdentityProposal { Id = work.NewId(), UserId = User, Kind = Kind, System = system, External = external, Label = label,
            By = work.Actor.Id, At = work.Now };
        work.Db.Add(proposal);
        work.Concerns(User);
        work.Tell(User, DirectoryNotices.IdentityProposed, proposal.Id,
            $"{work.Speaker} thinks that {UserIdentity.WordsOf(Kind, label)} is yours. Prove it in your profile, or decline.");
        return proposal.Id;
    }

    private async Task<(string System, string External, string Label)?> Named(Work work)
    {
        if (Kind == IdentityKind.Recorder) return Inputs.Email(External) is { } address ? ("", address, address) : null;
        return (await UnmatchedMembers.Of(work)).Find(m => m.SlackId == External) is { } member ? (member.Workspace!, member.SlackId!, member.Name) : null;
    }
}

/// <summary>Nobody with that id is in a connected channel and unknown here.</summary>
public sealed record NoSuchSlackMember() : Refusal("No unmatched member of your connected Slack channels has this id. Reload the list."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/external";
}

/// <summary>One identity is proposed for one user.</summary>
public sealed record IdentityAlreadyProposed() : Refusal("This identity is already proposed for someone. Withdraw that proposal first.");

/// <summary>A proposal is withdrawn by those who keep the directory.</summary>
/// <param name="Id">The proposal.</param>
public sealed record WithdrawIdentityProposal(Guid Id) : Change<IdentityProposal, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override async Task<Found<IdentityProposal>?> Find(Work work) =>
        await work.Db.Set<IdentityProposal>().FirstOrDefaultAsync(p => p.Id == Id) is { } proposal
            ? new(Target.Of(work.Customer) with { Subject = proposal.UserId }, proposal)
            : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, IdentityProposal found) =>
        Task.FromResult<Refusal?>(found.UserId == work.Actor.Id ? new NotYourself() : null);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, IdentityProposal found)
    {
        work.Db.Remove(found);
        work.Concerns(found.UserId);
        work.Tell(found.UserId, DirectoryNotices.Identity, null,
            $"{UserIdentity.WordsOf(found.Kind, found.Label)} is no longer proposed for you.".Capitalized());
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Says that a proposed identity is not one's own; whoever proposed it is notified.</summary>
/// <param name="Id">The proposal.</param>
public sealed record DeclineIdentity(Guid Id) : Change<IdentityProposal, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override async Task<Found<IdentityProposal>?> Find(Work work) =>
        work.Snapshot is not null && await work.Db.Set<IdentityProposal>().FirstOrDefaultAsync(p => p.Id == Id && p.UserId == work.Actor.Id) is { } proposal
            ? new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, proposal)
            : null;

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, IdentityProposal found)
    {
        work.Db.Remove(found);
        work.Concerns(found.UserId);
        work.Tell(found.By, DirectoryNotices.Identity, found.UserId, $"{work.Speaker} says that {UserIdentity.WordsOf(found.Kind, found.Label)} is not theirs.");
        return Task.FromResult(Nothing.Value);
    }
}
