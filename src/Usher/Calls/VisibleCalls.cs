using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A call that a viewer sees, as lists are read: by its start, latest first, then by id.</summary>
public sealed class VisibleCall : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<VisibleCall>
    {
        public void Configure(EntityTypeBuilder<VisibleCall> visible) => visible.HasNoKey().ToView(null);
    }
}

/// <summary>What a list is narrowed to; null members narrow nothing. All of it is asked of visible calls only.</summary>
internal sealed record CallFilter
{
    public bool Mine { get; init; }

    public Guid? Team { get; init; }

    /// <summary>A user who owns or attended the call: their id, and their address in lower case.</summary>
    public (Guid Id, string Email)? Person { get; init; }

    public string? AccountKey { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Stems that the call has, all of them.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The last call of the page before; null: from the beginning.</summary>
    public (DateTimeOffset At, Guid Call)? After { get; init; }

    /// <summary>Whether rows of <see cref="Call"/> have to be looked at.</summary>
    public bool AsksCalls => Team is not null || Person is not null || AccountKey is not null;
}

/// <summary>
/// Reads visible calls from the table of readers: as many as a page for each principal of the viewer, merged, doubles removed.
/// PostgreSQL takes a lateral join over the principals, SQLite a UNION ALL. Rule 12 is the same as <see cref="CallVisibility"/> has it; a property test holds them equal.
/// </summary>
internal static class VisibleCalls
{
    /// <summary>The first calls that the actor sees and the filter lets through, latest first; at most so many.</summary>
    public static Task<List<VisibleCall>> Page(Work work, CallFilter filter, int most, CancellationToken ct = default) =>
        Query(work, filter, most).OrderByDescending(v => v.At).ThenByDescending(v => v.CallId).Take(most).ToListAsync(ct);

    /// <summary>How many they are; counts no further than so many.</summary>
    public static Task<int> Count(Work work, CallFilter filter, int most, CancellationToken ct = default) =>
        Query(work, filter with { After = null }, most).Take(most).CountAsync(ct);

    /// <summary>Whether the actor sees this call now. Asks the same of the database for a call that is not there and one that is invisible.</summary>
    public static async Task<bool> Has(Work work, Guid call, CancellationToken ct = default)
    {
        var principals = CallVisibility.Principals(work.Actor).ToArray();
        if (principals.Length == 0) return false;
        var open = await work.Db.Set<CallReader>().AnyAsync(r => r.CallId == call && principals.Contains(r.PrincipalId) && r.Until > work.Now, ct);
        return Troubleshoots(work)
            ? await work.Db.Set<CallOpening>().AnyAsync(
                o => o.CallId == call && o.UserId == work.Actor.Id && o.Until > work.Now && work.Db.Set<Call>().Any(c => c.Id == o.CallId && !c.Held), ct) || open
            : open;
    }

    /// <summary>Which of these calls the actor sees now.</summary>
    public static async Task<List<Guid>> Among(Work work, IReadOnlyList<Guid> calls, CancellationToken ct = default)
    {
        var principals = CallVisibility.Principals(work.Actor).ToArray();
        var seen = await work.Db.Set<CallReader>().Where(r => calls.Contains(r.CallId) && principals.Contains(r.PrincipalId) && r.Until > work.Now)
            .Select(r => r.CallId).Distinct().ToListAsync(ct);
        if (!Troubleshoots(work)) return seen;
        var opened = await work.Db.Set<CallOpening>()
            .Where(o => calls.Contains(o.CallId) && o.UserId == work.Actor.Id && o.Until > work.Now && work.Db.Set<Call>().Any(c => c.Id == o.CallId && !c.Held))
            .Select(o => o.CallId).Distinct().ToListAsync(ct);
        return [.. seen.Union(opened)];
    }

    /// <summary>Rule 13: what one opened counts only while one still may.</summary>
    private static bool Troubleshoots(Work work) => CallVisibility.SeesWhatTheyOpened(work.Actor, work.Now);

    private static IQueryable<VisibleCall> Query(Work work, CallFilter filter, int most)
    {
        var principals = filter.Mine || CallVisibility.Principals(work.Actor).IsEmpty ? [work.Actor.Id] : CallVisibility.Principals(work.Actor).ToArray();
        var sql = new Sql(work.Db is PostgresUsherDb);
        var customer = sql.Value(work.Db.CustomerId);
        var now = sql.Value(sql.Micros(work.Now));
        var limit = sql.Value(most);
        var where = Where(sql, filter, now, customer);
        if (filter.Words.Count > 0)
            sql.Text.Append($"WITH hits AS MATERIALIZED ({sql.Hits(filter.Words, customer)}) ");
        sql.Text.Append("SELECT DISTINCT customer_id, call_id, at FROM (");
        var calls = filter.AsksCalls ? "JOIN calls c ON c.id = r.call_id " : "";
        string Branch(string principal) =>
            $"SELECT r.customer_id, r.call_id, r.at FROM call_readers r {calls}WHERE r.customer_id = {customer} AND r.principal_id = {principal}{where} ORDER BY r.at DESC, r.call_id DESC LIMIT {limit}";
        if (sql.IsPostgres)
            sql.Text.Append($"SELECT page.* FROM unnest({sql.Value(principals)}) AS viewer(principal) CROSS JOIN LATERAL ({Branch("viewer.principal")}) AS page");
        else
            sql.Text.AppendJoin(" UNION ALL ", principals.Select(p => $"SELECT * FROM ({Branch(sql.Value(p))})"));
        if (Troubleshoots(work) && !filter.Mine)
        {
            sql.Text.Append(
                $" UNION ALL SELECT * FROM (SELECT r.customer_id, r.call_id, r.at FROM (SELECT o.customer_id, o.call_id, c.start AS at, o.until FROM call_openings o JOIN calls c ON c.id = o.call_id "
                + $"WHERE o.customer_id = {customer} AND o.user_id = {sql.Value(work.Actor.Id)} AND o.until > {now} AND NOT c.held) AS r {calls}WHERE r.customer_id = {customer}{where}) AS opened");
        }

        sql.Text.Append(") AS visible");
        return work.Db.Set<VisibleCall>().FromSqlRaw(sql.Text.ToString(), [.. sql.Values]);
    }

    /// <summary>The conditions on a reader's row <c>r</c> and, if asked for, its call <c>c</c>.</summary>
    private static string Where(Sql sql, CallFilter filter, string now, string customer)
    {
        var where = new StringBuilder($" AND r.until > {now}");
        if (filter.Mine) where.Append($" AND r.ground = {sql.Value(nameof(Ground.Owner))}");
        if (filter.After is { } after) where.Append($" AND (r.at, r.call_id) < ({sql.Value(sql.Micros(after.At))}, {sql.Value(after.Call)})");
        if (filter.From is { } from) where.Append($" AND r.at >= {sql.Value(sql.Micros(from))}");
        if (filter.To is { } to) where.Append($" AND r.at < {sql.Value(sql.Micros(to))}");
        if (filter.Team is { } team) where.Append($" AND EXISTS (SELECT 1 FROM call_teams t WHERE t.customer_id = {customer} AND t.call_id = c.id AND t.team_id = {sql.Value(team)})");
        if (filter.AccountKey is { } account) where.Append($" AND c.account_key = {sql.Value(account)}");
        if (filter.Person is { } person)
            where.Append($" AND (c.owner_id = {sql.Value(person.Id)} OR EXISTS (SELECT 1 FROM call_attendees a WHERE a.customer_id = {customer} AND a.call_id = c.id AND a.email = {sql.Value(person.Email)}))");
        if (filter.Words.Count > 0) where.Append(" AND r.call_id IN (SELECT call_id FROM hits)");
        return where.ToString();
    }

    /// <summary>The text under way and the values of its parameters.</summary>
    private sealed class Sql(bool isPostgres)
    {
        public bool IsPostgres { get; } = isPostgres;

        public StringBuilder Text { get; } = new();

        public List<object> Values { get; } = [];

        public string Value(object value)
        {
            Values.Add(value);
            return $"{{{Values.Count - 1}}}";
        }

        /// <summary>Instants as the store keeps them.</summary>
        public object Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

        public string Hits(IReadOnlyList<string> stems, string customer) => IsPostgres
            ? string.Format(SearchIndex.Postgres, customer, Value(SearchIndex.PostgresWords(stems)))
            : string.Format(SearchIndex.Sqlite, customer, Value(SearchIndex.SqliteWords(stems)));
    }
}
