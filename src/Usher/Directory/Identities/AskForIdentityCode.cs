using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Asks for a code to an address that a recorder names one by. It is mailed to that address; to one that is another user's it is not, which
/// the answer does not tell.
/// </summary>
/// <param name="Address">The address.</param>
public sealed record AskForIdentityCode(string Address) : Change<Nothing, Nothing>
{
    /// <summary>How many one person can ask for in a day.</summary>
    public const int MostOfOne = 5;

    /// <summary>How many are mailed to one address in a day, whoever asks.</summary>
    public const int MostToOne = 3;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => ProveIdentity.Self(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found)
    {
        if (work.Actor.Kind != ActorKind.User) return new IdentitiesAreOfUsers();
        if (Inputs.Email(Address) is not { } address) return new Invalid("/address", Inputs.EmailSentence);
        if (await ProveIdentity.Taken(work, IdentityKind.Recorder, "", address, work.Actor.Id) is IdentityAlreadyTheirs theirs) return theirs;
        var (me, since) = (work.Actor.Id, work.Now - IdentityCode.Kept);
        if (await work.Db.Set<IdentityCode>().CountAsync(c => c.UserId == me && c.At > since) >= MostOfOne) return new TooManyCodes();
        return await work.Db.Set<IdentityCode>().CountAsync(c => c.Kind == IdentityKind.Recorder && c.External == address && c.At > since) >= MostToOne
            ? new TooManyCodesToAddress() : null;
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        var (me, address, since) = (work.Actor.Id, Inputs.Email(Address)!, work.Now - IdentityCode.Kept);
        var asked = await work.Db.Set<IdentityCode>().Where(c => c.Kind == IdentityKind.Recorder && c.External == address && c.At > since).ToListAsync();
        // The last one counts: of two e-mails a person takes the newer.
        foreach (var former in asked.Where(c => c.UserId == me)) former.Hash = null;
        var code = new IdentityCode { Id = work.NewId(), Kind = IdentityKind.Recorder, System = "", External = address, Label = address,
            UserId = me, At = work.Now, Expires = work.Now };
        work.Db.Add(code);
        work.Concerns(me);
        if (await ProveIdentity.Taken(work, IdentityKind.Recorder, "", address, me) is null)
            work.Publish(new IdentityCodeAsked(code.Id));
        return Nothing.Value;
    }
}

/// <summary>An address was asked for too often, by whomever.</summary>
public sealed record TooManyCodesToAddress() : Refusal($"{AskForIdentityCode.MostToOne} codes were asked for to this address within 24 hours. Try again tomorrow.");

/// <summary>Somebody asked for more codes than anyone needs.</summary>
public sealed record TooManyCodes() : Refusal($"You can ask for {AskForIdentityCode.MostOfOne} codes within 24 hours. Try again tomorrow.");
