using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Words;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A call that a viewer sees, as lists are read: by its start, latest first, then by id.</summary>
/// <param name="CallId">The call.</param>
/// <param name="At">When it began.</param>
internal readonly record struct VisibleCall(Guid CallId, DateTimeOffset At);

/// <summary>A call that a viewer sees, and the account that it was with.</summary>
/// <param name="CallId">The call.</param>
/// <param name="At">When it began.</param>
/// <param name="Account">The account in lower case.</param>
internal readonly record struct AccountCall(Guid CallId, DateTimeOffset At, string Account);

/// <summary>One call to be searched.</summary>
/// <param name="Id">The call.</param>
/// <param name="Whole">Whether the viewer may read its whole transcript.</param>
internal readonly record struct OneCall(Guid Id, bool Whole);

/// <summary>What a list is narrowed to; null members narrow nothing. All of it is asked of visible calls only.</summary>
internal sealed record CallFilter
{
    public bool Mine { get; init; }

    /// <summary>Of each group of teams, the call is of at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>> Teams { get; init; } = [];

    /// <summary>The call is of none of these teams.</summary>
    public IReadOnlyList<Guid> WithoutTeams { get; init; } = [];

    /// <summary>Users who each own or attended the call: their id, and their address in lower case.</summary>
    public IReadOnlyList<(Guid Id, string Email)> People { get; init; } = [];

    /// <summary>Users of whom none owns or attended the call.</summary>
    public IReadOnlyList<(Guid Id, string Email)> WithoutPeople { get; init; } = [];

    public string? AccountKey { get; init; }

    /// <summary>One call alone, whose words are looked at themselves: the index of all would be asked for one.</summary>
    public OneCall? One { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Words that the call has, all of them, where the viewer may read them.</summary>
    public IReadOnlyList<AskedWord> Words { get; init; } = [];

    /// <summary>Groups of words of which the call has none whole, as far as the viewer may read.</summary>
    public IReadOnlyList<IReadOnlyList<AskedWord>> Without { get; init; } = [];

    /// <summary>The last call of the page before; null: from the beginning.</summary>
    public (DateTimeOffset At, Guid Call)? After { get; init; }
}

/// <summary>
/// Reads visible calls from the table of readers: the latest of each principal of the viewer, merged, doubles removed.
/// PostgreSQL takes a lateral join over the principals; SQLite an <c>IN</c>, where it goes from one to the next by itself and leaves each
/// where the page is full. Asked with the client library alone, on a connection of its own: the object mapper would be most of the cost of
/// what is asked most often. Rule 12 is the same as <see cref="CallVisibility"/> has it; a property test holds them equal.
/// </summary>
internal static class VisibleCalls
{
    /// <summary>The first calls that the actor sees and the filter lets through, latest first; at most so many.</summary>
    public static Task<List<VisibleCall>> Page(Work work, CallFilter filter, int most, CancellationToken ct = default)
    {
        var sql = Select(work, filter, most, $" {Latest} LIMIT ");
        return Read(work.Store, work.Db.CustomerId, sql, Row, ct);
    }

    /// <summary>The first calls that are open to one of these, latest first; at most so many.</summary>
    internal static Task<List<VisibleCall>> OpenTo(Store store, Guid customer, Guid[] principals, (DateTimeOffset At, Guid Call)? after,
        int most, DateTimeOffset now, CancellationToken ct)
    {
        var sql = new Sql(store is PostgresStore);
        var of = sql.Value(customer);
        var limit = sql.Value(most);
        var where = Where(sql, new() { After = after }, sql.Value(StoredInstant.Micros(now)), of);
        sql.Text.Append($"{Readers(sql, of, principals, where, limit)} {Latest} LIMIT {limit}");
        return Read(store, customer, sql, Row, ct);
    }

    /// <summary>The same, with the account of each, in lower case; those without one are left out.</summary>
    public static Task<List<AccountCall>> OfAccounts(Work work, CallFilter filter, int most, CancellationToken ct = default)
    {
        var sql = Select(work, filter, most, $" {Latest} LIMIT ");
        sql.Text.Insert(0, "SELECT seen.call_id, seen.at, c.account_key FROM (")
            .Append(") AS seen JOIN calls c ON c.id = seen.call_id WHERE c.account_key IS NOT NULL ORDER BY seen.at DESC, seen.call_id DESC");
        return Read(work.Store, work.Db.CustomerId, sql,
            reader => new AccountCall(reader.GetGuid(0), StoredInstant.Of(reader.GetInt64(1)), reader.GetString(2)), ct);
    }

    /// <summary>How many they are; counts no further than so many.</summary>
    public static async Task<int> Count(Work work, CallFilter filter, int most, CancellationToken ct = default)
    {
        var sql = Select(work, filter with { After = null }, most, " LIMIT ");
        sql.Text.Insert(0, "SELECT count(*) FROM (").Append(") AS counted");
        return (await Read(work.Store, work.Db.CustomerId, sql, reader => reader.GetInt32(0), ct))[0];
    }

    /// <summary>
    /// Whether the actor sees this call now. For a call that is not there and one that is invisible the database does the same: it looks
    /// for one row by its whole key for each principal of the viewer, and finds none. (Asked with an <c>IN</c>, SQLite would leave off
    /// early where the call has no rows at all.)
    /// </summary>
    public static async Task<bool> Has(Work work, Guid call, CancellationToken ct = default)
    {
        var principals = CallVisibility.Principals(work.Actor).ToArray();
        if (principals.Length == 0) return false;
        var open = await IsOpenTo(work.Db, principals, call, work.Now, ct);
        return Troubleshoots(work)
            ? await work.Db.Set<CallOpening>().AnyAsync(
                o => o.CallId == call && o.UserId == work.Actor.Id && o.Until > work.Now && work.Db.Set<Call>().Any(c => c.Id == o.CallId
                    && !c.Held), ct) || open
            : open;
    }

    /// <summary>
    /// Whether the call has one of these among its readers: one query, with as much to do for a call that has none of them as for one that
    /// is not there.
    /// </summary>
    internal static async Task<bool> IsOpenTo(UsherDb db, Guid[] principals, Guid call, DateTimeOffset now, CancellationToken ct)
    {
        const string row =
            "EXISTS (SELECT 1 FROM call_readers WHERE customer_id = {0} AND call_id = {1} AND until > {2} AND principal_id = ";
        var postgres = db is PostgresUsherDb;
        var sql = "SELECT 1 AS \"Value\" WHERE " +
            $"{(postgres ? row + "ANY ({3}))" : string.Join(" OR ", principals.Select((_, i) => $"{row}{{{i + 3}}})")))}";
        object[] values = [db.CustomerId, call, StoredInstant.Micros(now), .. postgres ? [principals] : principals.Cast<object>()];
        return (await db.Database.SqlQueryRaw<int>(sql, values).ToListAsync(ct)).Count > 0;
    }

    /// <summary>Which of these calls the actor sees now.</summary>
    public static async Task<List<Guid>> Among(Work work, IReadOnlyList<Guid> calls, CancellationToken ct = default)
    {
        var principals = CallVisibility.Principals(work.Actor).ToArray();
        var seen = await work.Db.Set<CallReader>()
            .Where(r => calls.Contains(r.CallId) && principals.Contains(r.PrincipalId) && r.Until > work.Now)
            .Select(r => r.CallId).Distinct().ToListAsync(ct);
        if (!Troubleshoots(work)) return seen;
        var opened = await work.Db.Set<CallOpening>()
            .Where(o => calls.Contains(o.CallId) && o.UserId == work.Actor.Id && o.Until > work.Now
            && work.Db.Set<Call>().Any(c => c.Id == o.CallId && !c.Held))
            .Select(o => o.CallId).Distinct().ToListAsync(ct);
        return [.. seen.Union(opened)];
    }

    /// <summary>Rule 13: what one opened counts only while one still may.</summary>
    private static bool Troubleshoots(Work work) => CallVisibility.SeesWhatTheyOpened(work.Actor, work.Now);

    private const string Latest = "ORDER BY at DESC, call_id DESC";

    /// <summary>The visible calls as (call_id, at), with what the text ends in and how many at most.</summary>
    private static Sql Select(Work work, CallFilter filter, int most, string end)
    {
        var principals = filter.Mine || CallVisibility.Principals(work.Actor).IsEmpty
            ? [work.Actor.Id]
            : CallVisibility.Principals(work.Actor).ToArray();
        var sql = new Sql(work.Db is PostgresUsherDb);
        var customer = sql.Value(work.Db.CustomerId);
        var now = sql.Value(StoredInstant.Micros(work.Now));
        var limit = sql.Value(most);
        var where = Where(sql, filter, now, customer);
        var found = "";
        var lacking = "";
        if (filter.One is { } one) where += Said(sql, filter, one.Whole, customer);
        else if (filter.Words.Count + filter.Without.Count > 0)
        {
            var marks = SearchIndex.Marks(work, principals, filter.Mine);
            if (filter.Words.Count > 0)
            {
                sql.Text.Append($"WITH hits AS MATERIALIZED ({Hits(sql, marks, [filter.Words], customer)}) ");
                found = " AND r.call_id IN (SELECT call_id FROM hits)";
            }

            if (filter.Without.Count > 0)
            {
                sql.Text.Append($"{(found.Length > 0 ? "," : "WITH")} unwanted AS MATERIALIZED ({Hits(sql, marks, filter.Without, customer)}) ");
                lacking = " AND r.call_id NOT IN (SELECT call_id FROM unwanted)";
            }
        }

        var readers = Readers(sql, customer, principals, where + found + lacking, limit);
        if (Troubleshoots(work) && !filter.Mine)
        {
            readers = $"SELECT call_id, at FROM ({readers} {Latest} LIMIT {limit}) AS read UNION SELECT r.call_id, r.at FROM (SELECT " +
                "o.call_id, c.start AS at, o.until FROM call_openings o JOIN calls c ON c.id = o.call_id "
                + $"WHERE o.customer_id = {customer} AND o.user_id = {sql.Value(work.Actor.Id)} AND o.until > {now} AND NOT c.held) AS r " +
                    $"WHERE true{where}{lacking}{(filter.One is null ? Said(sql, filter, SearchIndex.OpenedWhole(work), customer) : "")}";
        }

        sql.Text.Append(readers).Append(end).Append(limit);
        return sql;
    }

    /// <summary>The calls that have one of these among their readers, as (call_id, at).</summary>
    private static string Readers(Sql sql, string customer, Guid[] principals, string where, string limit)
    {
        string Of(string principal) => $"FROM call_readers r WHERE r.customer_id = {customer} AND r.principal_id {principal}{where}";
        return sql.IsPostgres
            ? $"SELECT DISTINCT call_id, at FROM unnest({sql.Value(principals)}) AS viewer(principal) CROSS JOIN LATERAL (SELECT " +
                $"r.call_id, r.at {Of("= viewer.principal")} {Latest} LIMIT {limit}) AS page"
            : principals is [var alone] ? $"SELECT call_id, at {Of($"= {sql.Value(alone)}")}"
            : $"SELECT DISTINCT call_id, at {Of($"IN ({string.Join(',', principals.Select(p => sql.Value(p)))})")}";
    }

    /// <summary>The conditions on a reader's row <c>r</c>.</summary>
    private static string Where(Sql sql, CallFilter filter, string now, string customer)
    {
        var where = new StringBuilder($" AND r.until > {now}");
        if (filter.Mine) where.Append($" AND r.ground = {sql.Value(StoredNames.Of(Ground.Owner))}");
        if (filter.After is { } after)
            where.Append($" AND (r.at, r.call_id) < ({sql.Value(StoredInstant.Micros(after.At))}, {sql.Value(after.Call)})");
        if (filter.One is { } one) where.Append($" AND r.call_id = {sql.Value(one.Id)}");
        if (filter.From is { } from) where.Append($" AND r.at >= {sql.Value(StoredInstant.Micros(from))}");
        if (filter.To is { } to) where.Append($" AND r.at < {sql.Value(StoredInstant.Micros(to))}");
        foreach (var teams in filter.Teams) where.Append($" AND {OfTeams(teams)}");
        if (filter.WithoutTeams.Count > 0) where.Append($" AND NOT {OfTeams(filter.WithoutTeams)}");
        if (filter.AccountKey is { } account)
            where.Append($" AND EXISTS (SELECT 1 FROM calls c WHERE c.id = r.call_id AND c.account_key = {sql.Value(account)})");
        foreach (var person in filter.People) where.Append($" AND {OfPerson(person)}");
        foreach (var person in filter.WithoutPeople) where.Append($" AND NOT {OfPerson(person)}");
        return where.ToString();

        string OfTeams(IReadOnlyList<Guid> teams) => $"EXISTS (SELECT 1 FROM call_teams t WHERE t.customer_id = {customer} AND " +
            $"t.call_id = r.call_id AND t.team_id IN ({string.Join(',', teams.Select(team => sql.Value(team)))}))";

        string OfPerson((Guid Id, string Email) person) =>
            $"(EXISTS (SELECT 1 FROM calls c WHERE c.id = r.call_id AND c.owner_id = {sql.Value(person.Id)}) OR EXISTS " +
            $"(SELECT 1 FROM call_attendees a WHERE a.customer_id = {customer} AND a.call_id = r.call_id AND a.email = " +
            $"{sql.Value(person.Email)}))";
    }

    /// <summary>The calls that have all words of one of these groups behind one of the marks.</summary>
    private static string Hits(Sql sql, IReadOnlyList<string> marks, IReadOnlyList<IReadOnlyList<AskedWord>> groups, string customer)
    {
        if (!sql.IsPostgres)
            return "SELECT t.call_id FROM search_words w JOIN search_texts t ON t.id = w.rowid WHERE w.search_words MATCH " +
                $"{sql.Value(SearchIndex.Match(marks, groups))} AND t.customer_id = {customer}";
        var askings = SearchIndex.Askings(marks, groups);
        return $"SELECT call_id FROM usher_found({customer}, {sql.Value(askings.Select(a => a.Words).ToArray())}, "
            + $"{sql.Value(JsonSerializer.Serialize(askings.ConvertAll(a => a.Others)))}::jsonb) AS call_id";
    }

    /// <summary>
    /// The condition that a call has all the words and is without the unwanted, by its words themselves: for one call, and for one that was
    /// opened to troubleshoot, which is in nobody's part of the index.
    /// </summary>
    private static string Said(Sql sql, CallFilter filter, bool isWhole, string customer)
    {
        if (filter.Words.Count + filter.Without.Count == 0) return "";
        var column = isWhole ? "whole" : "shown";
        var without = filter.Without.Select(words => $" AND NOT (true{All(words)})");
        return $" AND EXISTS (SELECT 1 FROM search_texts t WHERE t.customer_id = {customer} AND t.call_id = r.call_id" +
            $"{All(filter.Words)}{string.Concat(without)})";

        string All(IReadOnlyList<AskedWord> words) => string.Concat(words.Select(w =>
            $" AND ({string.Join(" OR ", w.AnyOf.Select(key => Like($"% {key} %")).Concat(w.Beginnings.Select(key => Like($"% {key}%"))))})"));

        string Like(string pattern) => $"' ' || t.{column} || ' ' LIKE {sql.Value(pattern)}";
    }

    private static VisibleCall Row(DbDataReader reader) => new(reader.GetGuid(0), StoredInstant.Of(reader.GetInt64(1)));

    private static async Task<List<T>> Read<T>(Store store, Guid customer, Sql sql, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using var connection = await store.Connect(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Text.ToString();
        var isPrefixed = store.Prefix(command, customer);
        for (var i = 0; i < sql.Values.Count; i++) command.Add($"@v{i}", sql.Values[i]);

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (isPrefixed) await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct)) rows.Add(row(reader));
        return rows;
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
            return $"@v{Values.Count - 1}";
        }
    }
}
