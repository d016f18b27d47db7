using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Confirms whom staff propose as Organization Admin (rule 11): a Customer Admin of 30 days whom the proposer neither added nor appointed.
/// It is announced, and takes effect a day later.
/// </summary>
/// <param name="Proposal">Which.</param>
public sealed record ConfirmReplacement(Guid Proposal) : Change<Replacement, ReplacementAnnounced>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationAdminAppoint;

    /// <inheritdoc/>
    public override Task<Found<Replacement>?> Find(Work work) => OneReplacement.Find(work, Proposal);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Replacement found) =>
        work.Stale(found) ?? await Against(work, found) ?? await work.NoteMissing();

    /// <summary>What prevents the caller from confirming it; null: nothing.</summary>
    internal static async Task<Refusal?> Against(Work work, Replacement found)
    {
        if (await Open(work, found) is { } closed) return closed;
        return work.Actor.Kind == ActorKind.User ? await Against(work, found, work.Actor.Id) : new CustomerAdminConfirms();
    }

    /// <summary>What prevents anybody from confirming it; null: nothing.</summary>
    internal static async Task<Refusal?> Open(Work work, Replacement found)
    {
        if (found.State != RequestState.Open || found.TakesEffect is not null) return new RequestDecided();
        return await found.Person(work) is { Thing: var person } ? await Replacement.Against(work, person.Row, person.Facts) : new PersonDeactivated();
    }

    /// <summary>What prevents this Customer Admin from confirming it; null: nothing.</summary>
    internal static async Task<Refusal?> Against(Work work, Replacement found, Guid confirmer)
    {
        var row = await work.Db.Users.FirstAsync(u => u.Id == confirmer);
        return GrantRules.Confirm(row.CustomerAdminSince, row.AddedBy, row.CustomerAdminBy, found.ProposerId, work.Now);
    }

    /// <summary>The Customer Admins who can confirm it. One query.</summary>
    internal static async Task<IReadOnlyList<PersonView>> Confirmers(Work work, Replacement found)
    {
        var admins = work.Customer.Users.Where(user => user.Id != found.PersonId && user.User!.Active
            && user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin).Select(user => user.Id).ToList();
        var rows = await work.Db.Users.Where(u => admins.Contains(u.Id)).ToListAsync();
        return [.. rows.Where(row => GrantRules.Confirm(row.CustomerAdminSince, row.AddedBy, row.CustomerAdminBy, found.ProposerId, work.Now) is null)
            .Select(row => new PersonView(row.Id, row.Name)).OrderBy(who => who.Name, Comparer<string>.Create(work.Order.Compare))];
    }

    /// <inheritdoc/>
    public override Task<ReplacementAnnounced> Run(Work work, Replacement found)
    {
        found.Confirm(work, work.Actor.Id, work.Speaker);
        return Task.FromResult(new ReplacementAnnounced(work.Customer.User(found.PersonId)!.Name, found.TakesEffect!.Value));
    }
}

/// <summary>
/// Confirms on the host whom staff propose as Organization Admin, where no Customer Admin can (rule 11). It is announced, and takes effect a
/// day later.
/// </summary>
public sealed record ConfirmReplacementOnHost : Change<Replacement, ReplacementAnnounced>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerSetUp;

    /// <inheritdoc/>
    public override async Task<Found<Replacement>?> Find(Work work) =>
        await Replacement.Waiting(work) is { } found ? new(Target.Of(work.Customer), found) : null;

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Replacement found) =>
        await ConfirmReplacement.Open(work, found)
        ?? (await ConfirmReplacement.Confirmers(work, found) is [var first, ..] ? new CustomerAdminCanConfirm(first.Name) : null)
        ?? (Refusal?)await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<ReplacementAnnounced> Run(Work work, Replacement found)
    {
        found.Confirm(work, Guid.Empty, "its Platform Team");
        return Task.FromResult(new ReplacementAnnounced(work.Customer.User(found.PersonId)!.Name, found.TakesEffect!.Value));
    }
}

/// <summary>What was confirmed and announced.</summary>
/// <param name="Name">Who becomes Organization Admin.</param>
/// <param name="TakesEffect">When.</param>
public sealed record ReplacementAnnounced(string Name, DateTimeOffset TakesEffect);

/// <summary>Rule 11: the Platform Team confirms where no Customer Admin can.</summary>
/// <param name="Name">A Customer Admin who can.</param>
public sealed record CustomerAdminCanConfirm(string Name)
    : Refusal($"{Name} is a Customer Admin who can confirm this. The Platform Team confirms only where none can.");
