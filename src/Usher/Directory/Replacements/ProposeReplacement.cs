using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Proposes who becomes Organization Admin where the last one was lost (rule 11): staff propose, a Customer Admin confirms.
/// </summary>
/// <param name="User">Who.</param>
public sealed record ProposeReplacement(Guid User) : Change<Person, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationAdminAppoint;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) => await Against(work, found) ?? await work.NoteMissing();

    /// <summary>What prevents the proposal itself; null: nothing.</summary>
    internal static async Task<Refusal?> Against(Work work, Person found) =>
        await Replacement.Against(work, found.Row, found.Facts)
        ?? (work.Actor.Kind == ActorKind.Staff ? null : new StaffPropose())
        ?? (await Replacement.Waiting(work) is null ? null : (Refusal)new AlreadyProposed());

    /// <inheritdoc/>
    public override Task<Guid> Run(Work work, Person found)
    {
        var proposed = new Replacement { Id = work.NewId(), PersonId = User, ProposerId = work.Actor.Id, Note = work.Note, At = work.Now };
        work.Db.Add(proposed);
        work.Concerns(User);
        work.TellThose(user => user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin, DirectoryNotices.Replacement, proposed.Id,
            $"{work.Speaker} proposes {found.Row.Name} as Organization Admin, because there is none any more. A Customer Admin must confirm it.");
        return Task.FromResult(proposed.Id);
    }
}

/// <summary>Rule 11: a lost Organization Admin is replaced by staff and a Customer Admin together.</summary>
public sealed record StaffPropose()
    : Refusal("Your vendor's support proposes who replaces a lost Organization Admin, and you confirm it. Contact them.");

/// <summary>One proposal at a time.</summary>
public sealed record AlreadyProposed() : Refusal("Someone is already proposed as Organization Admin. Withdraw that proposal first.");
