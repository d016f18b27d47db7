using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What a code proves, before it is used: whoever was talked into entering a stranger's code reads whose account it is.</summary>
/// <param name="Code">The code, as it was typed.</param>
public sealed record LookAtIdentityCode(string Code) : Query<Nothing, IdentityProved>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => ProveIdentity.Self(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => ProveIdentity.Against(work, Code);

    /// <inheritdoc/>
    public override async Task<IdentityProved> Run(Work work, Nothing found)
    {
        var code = (await IdentityCode.Entered(work, Code))!;
        return new(code.Kind, code.Label, code.External);
    }
}

/// <summary>An identity that a code proves.</summary>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="Label">What they are called there.</param>
/// <param name="External">The Slack user's id; the host's address.</param>
public sealed record IdentityProved(IdentityKind Kind, string Label, string External);

/// <summary>
/// Sets an identity of one's own by the code that its system gave to whoever controls it (rule 26). Nobody does it for another, whoever
/// proposed it. It counts from now on, and the person and the Organization Admins are notified.
/// </summary>
/// <param name="Code">The code, as it was typed.</param>
public sealed record ProveIdentity(string Code) : Change<Nothing, IdentityProved>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Self(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Against(work, Code);

    /// <inheritdoc/>
    public override async Task<IdentityProved> Run(Work work, Nothing found)
    {
        var code = (await IdentityCode.Entered(work, Code))!;
        code.Hash = null;
        var me = work.Actor.Id;
        var identity = new UserIdentity { Id = work.NewId(), UserId = me, Kind = code.Kind, System = code.System, External = code.External,
            Label = code.Label, Since = work.Now };
        work.Db.Add(identity);
        work.Concerns(me);
        foreach (var proposal in await work.Db.Set<IdentityProposal>()
            .Where(p => p.Kind == code.Kind && p.System == code.System && p.External == code.External).ToListAsync())
        {
            work.Db.Remove(proposal);
            if (proposal.By != me)
                work.Tell(proposal.By, DirectoryNotices.Identity, me, $"{work.Speaker} proved that {identity.Words} is theirs.");
            if (proposal.UserId != me)
                work.Tell(proposal.UserId, DirectoryNotices.Identity, null, $"{UserIdentity.WordsOf(code.Kind, code.Label)} is no longer proposed for you: it belongs to someone else.".Capitalized());
        }

        if (code.Kind == IdentityKind.Recorder)
            work.Db.RemoveRange(await work.Db.Set<UnmatchedHost>().Where(h => h.Address == code.External).ToListAsync());
        work.Publish(new IdentityChanged(code.Kind, code.External));
        identity.TellOf(work, $"{identity.Words} is now linked to you. It counts from now on. If you did not do this, remove it in your profile.",
            $"{work.Speaker} linked {identity.Words} to their user.");
        return new(code.Kind, code.Label, code.External);
    }

    /// <summary>The caller in their own customer: no personal key, as an identity is a way to be known as them (rule 25).</summary>
    internal static Task<Found<Nothing>?> Self(Work work) => Task.FromResult<Found<Nothing>?>(
        work.Actor.Home is null && work.Snapshot is not null ? null : new(work.Whole with { Subject = work.Actor.Id }, Nothing.Value));

    /// <summary>What prevents linking what the code proves to the caller; null: nothing.</summary>
    internal static async Task<Refusal?> Against(Work work, string typed)
    {
        if (work.Actor.Kind != ActorKind.User) return new IdentitiesAreOfUsers();
        if (await IdentityCode.Entered(work, typed) is not { } code) return new CodeNotValid();
        return await Taken(work, code.Kind, code.System, code.External, work.Actor.Id)
            ?? (await work.Db.Set<UserIdentity>().CountAsync(i => i.UserId == work.Actor.Id) >= UserIdentity.Most ? new TooManyIdentities() : null);
    }

    /// <summary>Whether an identity has an owner already, or is the address of another user; null: it is free for this one.</summary>
    internal static async Task<Refusal?> Taken(Work work, IdentityKind kind, string system, string external, Guid user)
    {
        var holder = await work.Db.Set<UserIdentity>().Where(i => i.Kind == kind && i.System == system && i.External == external)
            .Select(i => (Guid?)i.UserId).FirstOrDefaultAsync();
        if (holder == user) return new IdentityAlreadyTheirs();
        if (holder is not null) return new IdentityTaken();
        return kind != IdentityKind.Recorder || work.Customer.User(external) is not { } named ? null
            : named.Id == user ? new IdentityAlreadyTheirs()
            : new IdentityTaken();
    }
}

/// <summary>Only users have identities: staff own no calls.</summary>
public sealed record IdentitiesAreOfUsers() : Refusal("Only a customer's people have Slack and recorder identities.");

/// <summary>The code is none, was entered before, is too old, or was asked for by somebody else.</summary>
public sealed record CodeNotValid() : Refusal("This code is wrong, was already used or has expired. Get a new one."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/code";
}

/// <summary>One identity belongs to one user.</summary>
public sealed record IdentityTaken()
    : Refusal("This identity belongs to another user here. Ask a User Admin or Organization Admin to clear it first.");

/// <summary>It counts for them already.</summary>
public sealed record IdentityAlreadyTheirs() : Refusal("This identity already belongs to this person. There is nothing to link.");

/// <summary>Nobody has that many.</summary>
public sealed record TooManyIdentities() : Refusal($"A user can have {UserIdentity.Most} linked identities. Remove one first.");
