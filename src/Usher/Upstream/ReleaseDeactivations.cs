using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>Releases deactivations that were held: the users are deactivated after all.</summary>
/// <param name="Reports">Which; null: all that are held in the customer.</param>
public sealed record ReleaseDeactivations(IReadOnlyList<Guid>? Reports = null) : Change<HeldReports, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserDeactivate;

    /// <inheritdoc/>
    public override Task<Found<HeldReports>?> Find(Work work) => HeldReports.Find(work, Reports);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, HeldReports found) => found.Fault(work) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, HeldReports found)
    {
        var emails = found.Rows.Select(row => row.Email).ToList();
        var people = await work.Db.Set<UpstreamPerson>().Where(one => emails.Contains(one.Email)).ToDictionaryAsync(one => one.Email);
        var users = await work.Db.Users.Where(user => emails.Contains(user.Email)).ToDictionaryAsync(user => user.Email);
        var deactivated = new List<(User User, UpstreamReport Report)>();
        foreach (var row in found.Rows)
        {
            found.Decide(work, row, ReportResult.Released);
            if (!users.TryGetValue(row.Email, out var user) || user.Reactivated >= row.At) continue;
            people[row.Email].Deactivated(row.At);
            if (!user.Active) continue;
            user.Active = false;
            deactivated.Add((user, row));
        }

        await Membership.Close(work, [.. deactivated.Select(one => (one.User.Id, one.User.AccountId))]);
        UpstreamDeactivation.Tell(work, work.Customer, deactivated);
        return Nothing.Value;
    }
}

/// <summary>Dismisses deactivations that were held: nobody is deactivated by them.</summary>
/// <param name="Reports">Which; null: all that are held in the customer.</param>
public sealed record DismissDeactivations(IReadOnlyList<Guid>? Reports = null) : Change<HeldReports, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserDeactivate;

    /// <inheritdoc/>
    public override Task<Found<HeldReports>?> Find(Work work) => HeldReports.Find(work, Reports);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, HeldReports found) => Task.FromResult(found.Fault(work));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, HeldReports found)
    {
        foreach (var row in found.Rows) found.Decide(work, row, ReportResult.Dismissed);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Deactivations that are held in a customer.</summary>
/// <param name="Rows">The reports.</param>
public sealed record HeldReports(IReadOnlyList<UpstreamReport> Rows)
{
    internal static async Task<Found<HeldReports>?> Find(Work work, IReadOnlyList<Guid>? which)
    {
        var held = work.Db.Set<UpstreamReport>().Where(row => row.Result == ReportResult.Held);
        if (which is not null) held = held.Where(row => which.Contains(row.Id));
        return new(Target.Of(work.Customer), new(await held.OrderBy(row => row.Id).ToListAsync()));
    }

    /// <summary>What upstream says of the last one of a role holds all the same: so the customer's own people do not decide it.</summary>
    internal Refusal? Fault(Work work) =>
        work.Actor.Home is not null ? new StaffDecideHeld() : Rows.Count == 0 ? new NothingHeld() : null;

    internal void Decide(Work work, UpstreamReport row, ReportResult result)
    {
        (row.Result, row.DecidedBy, row.DecidedAt) = (result, work.Actor.Id, work.Now);
        if (row.UserId is { } user) work.Concerns(user);
    }
}
