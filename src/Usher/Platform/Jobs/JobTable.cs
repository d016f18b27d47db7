using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Usher.Data;

namespace Usher.Platform.Jobs;

/// <summary>The table of jobs: taken in turn, put back, finished, each under the guard of owner and attempt.</summary>
/// <param name="store">The database.</param>
/// <param name="whileClosed">The kinds of job that go on in a closed customer.</param>
internal sealed class JobTable(Store store, IEnumerable<string> whileClosed)
{
    /// <summary>The condition that a job's customer is open.</summary>
    private const string Open = "customer_id NOT IN (SELECT id FROM customers WHERE closed)";

    /// <summary>The condition that nothing keeps a job waiting; the names are the code's own.</summary>
    private readonly string _goesOn = $"({string.Join(" OR ", whileClosed.Select(kind => $"kind = '{kind}'").Prepend(Open))})";

    /// <summary>The customer whose jobs were leased last: the next one's turn comes after it.</summary>
    private Guid? _last;

    /// <summary>The jobs of open customers: those of closed ones wait, and no server is to blame.</summary>
    public static IQueryable<Job> OfOpenCustomers(UsherDb db) => db.Set<Job>().FromSqlRaw($"SELECT * FROM jobs WHERE {Open}");

    /// <summary>Leases jobs that are due, a few of each customer in turn, until there are enough or no more.</summary>
    /// <param name="node">Who takes them.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="now">The time.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="held">Which ones are being done here, whatever their lease says.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<JobLease>> Take(Guid node, int most, DateTimeOffset now, TimeSpan lease, Func<Guid, bool> held,
        CancellationToken ct)
    {
        if (most <= 0) return [];
        await using var db = store.Context(Guid.Empty);
        if (await NextCustomer(db, null, now, ct) is null) return [];
        await using var turn = await store.BeginWrite(db, ct);
        var taken = new List<Job>();
        for (var more = true; more && taken.Count < most;)
        {
            more = false;
            var visited = new HashSet<Guid>();
            while (taken.Count < most && await NextInTurn(db, now, ct) is { } customer && visited.Add(customer))
            {
                _last = customer;
                var share = Math.Min((most + 3) / 4, most - taken.Count);
                var rows = await Due(db, customer, share, now, ct);
                var free = rows.FindAll(job => !held(job.Id));
                more |= free.Count == share;
                foreach (var job in free)
                {
                    job.Attempt++;
                    job.LeasedBy = node;
                    job.LeasedUntil = now + lease;
                    taken.Add(job);
                }

                await db.SaveChangesAsync(ct);
            }
        }

        await turn.Commit();
        return taken.ConvertAll(JobLease.Of);
    }

    /// <summary>Prolongs the leases that a node still has.</summary>
    public async Task Renew(Guid node, IEnumerable<Guid> jobs, DateTimeOffset until, CancellationToken ct)
    {
        var ids = jobs.ToList();
        if (ids.Count == 0) return;
        await using var db = store.Context(Guid.Empty);
        await using var turn = await store.BeginWrite(db, ct);
        await db.Set<Job>().Where(j => ids.Contains(j.Id) && j.LeasedBy == node)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, until), ct);
        await turn.Commit();
    }

    /// <summary>Removes a job that had nothing to write.</summary>
    /// <exception cref="LeaseLost">Another node has it.</exception>
    public Task Finish(JobLease lease, CancellationToken ct) => Write(db => db.Remove(lease.Row()), ct);

    /// <summary>Gives a job back.</summary>
    /// <param name="lease">The job as it was leased.</param>
    /// <param name="due">When it may be leased again.</param>
    /// <param name="failed">Why it is given up; null: it is not.</param>
    /// <exception cref="LeaseLost">Another node has it.</exception>
    public Task PutBack(JobLease lease, DateTimeOffset due, string? failed) => Write(
        db =>
        {
            var row = GiveBack(db, lease, due);
            if (failed is not null) row.Property(j => j.Failed).CurrentValue = failed;
        },
        CancellationToken.None);

    /// <summary>Gives a job back that comes again, as one that has not been tried yet.</summary>
    /// <param name="lease">The job as it was leased.</param>
    /// <param name="due">When it is due next.</param>
    /// <exception cref="LeaseLost">Another node has it.</exception>
    public Task Renew(JobLease lease, DateTimeOffset due) => Write(
        db =>
        {
            var row = GiveBack(db, lease, due);
            row.Property(j => j.FirstDue).CurrentValue = due;
            row.Property(j => j.Attempt).CurrentValue = 0;
        },
        CancellationToken.None);

    private static EntityEntry<Job> GiveBack(UsherDb db, JobLease lease, DateTimeOffset due)
    {
        var row = db.Attach(lease.Row());
        row.Property(j => j.Due).CurrentValue = due;
        row.Property(j => j.LeasedBy).CurrentValue = null;
        row.Property(j => j.LeasedUntil).CurrentValue = null;
        row.Property(j => j.LeasedUntil).IsModified = true;
        return row;
    }

    private async Task Write(Action<UsherDb> change, CancellationToken ct)
    {
        await using var db = store.Context(Guid.Empty);
        await using var turn = await store.BeginWrite(db, ct);
        change(db);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException lost)
        {
            throw new LeaseLost(lost);
        }

        await turn.Commit();
    }

    /// <summary>The customer whose turn it is: the next after the last, or the first of all.</summary>
    private async Task<Guid?> NextInTurn(UsherDb db, DateTimeOffset now, CancellationToken ct) =>
        await NextCustomer(db, _last, now, ct) ?? (_last is null ? null : await NextCustomer(db, null, now, ct));

    /// <remarks>Asked with the client library alone: it is asked at every turn, mostly to hear that there is nothing.</remarks>
    private async Task<Guid?> NextCustomer(UsherDb db, Guid? after, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Command();
        command.CommandText =
            $"SELECT customer_id FROM jobs WHERE {(after is null ? "" : "customer_id > @after AND ")}failed IS NULL AND due <= @now AND " +
                $"{Unleased("@now", "@far")} AND {_goesOn} ORDER BY customer_id LIMIT 1";
        command.Add("@now", StoredInstant.Micros(now));
        command.Add("@far", StoredInstant.Micros(now + (2 * JobRunner.Lease)));
        if (after is { } last) command.Add("@after", last);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? rows.GetGuid(0) : null;
    }

    private async Task<List<Job>> Due(UsherDb db, Guid customer, int most, DateTimeOffset now, CancellationToken ct)
    {
        var due = FormattableStringFactory.Create(
            $"SELECT * FROM jobs WHERE customer_id = {{0}} AND failed IS NULL AND due <= {{1}} AND {Unleased("{1}", "{3}")} " +
                $"AND {_goesOn} ORDER BY due, id LIMIT {{2}} {store.SkipLocked}",
            customer, StoredInstant.Micros(now), most, StoredInstant.Micros(now + (2 * JobRunner.Lease)));
        return await db.Set<Job>().FromSql(due).ToListAsync(ct);
    }

    /// <summary>The condition that nobody does a job: no lease, one that has ended, or one from a clock that was ahead of ours.</summary>
    private static string Unleased(string now, string far) => $"(leased_until IS NULL OR leased_until <= {now} OR leased_until > {far})";
}
