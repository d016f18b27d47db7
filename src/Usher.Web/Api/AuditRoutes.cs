using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Usher.Access;
using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Web.Api;

/// <summary>The audit trail: <c>/api/customers/{customer}/audit</c>, and of what is in no customer <c>/api/audit</c>.</summary>
public static class AuditRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        // Of the place one is in: for staff, what is in no customer, such as their own roles.
        var here = api.MapGroup("/audit").WithTags("Audit");
        here.MapGet("", (HttpContext http, [AsParameters] AuditQuery query, string? cursor) =>
                Listed(http, query with { Section = null }, cursor))
            .Needs(Permission.AuditView).WithSummary("The audit trail outside any customer, for staff; newest first")
            .Produces<Page<AuditEntryView>>();
        here.MapGet("/{index:long}/proof", (HttpContext http, long index) => http.Run(new ProveConnectEntry(index)))
            .Needs(Permission.AuditView).WithSummary("An entry of that trail with its proof (RFC 9162)").Produces<EntryProof>();
        here.MapGet("/facets", (HttpContext http, DateTimeOffset? from, DateTimeOffset? to) =>
                http.Run(new ViewConnectAuditFacets(from, to)))
            .Needs(Permission.AuditView).WithSummary("Actors, objects and acts in that trail over a range").Produces<AuditFacets>();
        var audit = api.MapGroup("/customers/{customer}/audit").WithTags("Audit");
        audit.MapGet("/facets", (HttpContext http, string customer, string? section, DateTimeOffset? from, DateTimeOffset? to) =>
                In(http, section, () => http.Run(new ViewConnectAuditFacets(from, to)),
                    () => http.Run(new ViewInsightsAuditFacets(from, to))))
            .Needs(Permission.AuditView, Permission.InsightsAuditView).WithSummary("Actors, objects and acts in a section over a range")
            .Produces<AuditFacets>();
        audit.MapGet("", (HttpContext http, string customer, [AsParameters] AuditQuery query, string? cursor) =>
                Listed(http, query, cursor))
            .Needs(Permission.AuditView, Permission.InsightsAuditView).WithSummary("Changes and refusals, newest first")
            .Produces<Page<AuditEntryView>>();
        audit.MapGet("/{index:long}/proof", (HttpContext http, string customer, long index, string? section) =>
                In(http, section, () => http.Run(new ProveConnectEntry(index)), () => http.Run(new ProveInsightsEntry(index))))
            .Needs(Permission.AuditView, Permission.InsightsAuditView).WithSummary("An entry with its proof (RFC 9162)")
            .Produces<EntryProof>();
        audit.MapGet("/export", (HttpContext http, string customer, string? section) =>
                Taken(http, customer, section, AuditForm.Provable, new()))
            .Needs(Permission.AuditView, Permission.InsightsAuditView)
            .WithSummary("Export a section as JSON Lines with a proof for each entry, for usher audit verify --file; recorded in the trail")
            .Produces<string>(200, "application/jsonl");
        audit.MapGet("/access", (HttpContext http, string customer, string? section, DateTimeOffset? from, DateTimeOffset? to) =>
                In(http, section, () => http.Run(new ReadConnectAccess(from, to)), () => http.Run(new ReadInsightsAccess(from, to))))
            .Needs(Permission.AuditView, Permission.InsightsAuditView)
            .WithSummary("Who gained and lost which access since a time (default: seven days ago), and the net change")
            .Produces<AccessChanges>();
        api.MapGet("/customers/{customer}/audit.csv", (HttpContext http, string customer, [AsParameters] AuditQuery query) =>
                Taken(http, customer, query.Section, AuditForm.Csv, query.Filter()))
            .WithTags("Audit").Needs(Permission.AuditView, Permission.InsightsAuditView)
            .WithSummary("Export the filtered trail as CSV, newest first; recorded in the trail").Produces<string>(200, "text/csv");
    }

    private static Task<IResult> Listed(HttpContext http, AuditQuery query, string? cursor)
    {
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return Task.FromResult(new Invalid("/cursor", "This cursor doesn't belong to this list. Start again without a cursor.")
                .ToProblem(http));
        var filter = query.Filter() with { Before = cursor is null ? null : long.Parse(cursor, CultureInfo.InvariantCulture) };
        return In(http, query.Section, () => http.Run(new ReadConnectAudit(filter), Shown),
            () => http.Run(new ReadInsightsAudit(filter), Shown));
    }

    /// <summary>Leave is asked first, and is an entry; then the file is sent. Both are read part by part, each decided again.</summary>
    private static Task<IResult> Taken(HttpContext http, string customer, string? section, AuditForm form, AuditFilter filter)
    {
        IResult Sent(ExportTicket ticket)
        {
            var name = $"{customer}-{(ticket.Section == Section.Insights ? "insights" : "connect")}-audit-to-{ticket.To}";
            http.Response.Headers.CacheControl = "no-store";
            return form == AuditForm.Provable
                ? Results.Stream(to => http.RequestServices.GetRequiredService<AuditExport>()
                .Write(ticket, to, leave: async () => await Part(http, ticket, new() { Take = 1 }) is not null, ct: http.RequestAborted),
                "application/jsonl", name + ".jsonl")
                : Results.Stream(to => AuditCsv.Write(to, Parts(http, ticket, filter), http.RequestAborted), "text/csv; charset=utf-8",
                    name + ".csv");
        }

        // A file is not kept for a second asking: an idempotency key says nothing here.
        var gate = http.RequestServices.GetRequiredService<Gate>();
        return In(
            http, section,
            () => http.Run(caller => gate.Run(caller with { IdempotencyKey = null }, new ExportConnectAudit(form, filter)), Sent),
            () => http.Run(caller => gate.Run(caller with { IdempotencyKey = null }, new ExportInsightsAudit(form, filter)), Sent));
    }

    /// <summary>
    /// The parts of a trail that somebody has leave to take away. Whoever loses the right meanwhile gets a file that is visibly torn, never
    /// one that looks whole.
    /// </summary>
    private static async IAsyncEnumerable<AuditPage> Parts(HttpContext http, ExportTicket ticket, AuditFilter filter)
    {
        for (long? before = ticket.To; before is not null;)
        {
            if (await Part(http, ticket, filter with { Before = before, Take = AuditFilter.Most }) is not { } page) yield break;
            yield return page;
            before = page.Next;
        }
    }

    /// <summary>
    /// A part of the section, decided now; null when it is not the caller's to read any more: then the connection is broken off.
    /// </summary>
    private static async Task<AuditPage?> Part(HttpContext http, ExportTicket ticket, AuditFilter filter)
    {
        var read = ticket.Section == Section.Insights
            ? await http.Ask(new ReadInsightsAudit(filter), http.RequestAborted)
            : await http.Ask(new ReadConnectAudit(filter), http.RequestAborted);
        if (read?.Value is null) http.Abort();
        return read?.Value;
    }

    private static Task<IResult> In(HttpContext http, string? section, Func<Task<IResult>> connect, Func<Task<IResult>> insights) =>
        section switch
    {
        null or "connect" => connect(),
        "insights" => insights(),
        _ => Task.FromResult(new Invalid("/section", "Choose connect or insights.").ToProblem(http)),
    };

    private static IResult Shown(AuditPage page) =>
        Results.Ok(new Page<AuditEntryView>([.. page.Lines.Select(AuditEntryView.Of)], page.Next?.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>What of a trail is asked for.</summary>
public sealed record AuditQuery
{
    /// <summary>The part of the law: connect or insights.</summary>
    [FromQuery(Name = "section")]
    public string? Section { get; init; }

    /// <summary>Who acted.</summary>
    [FromQuery(Name = "actor")]
    public Guid? Actor { get; init; }

    /// <summary>What thing the entries speak of.</summary>
    [FromQuery(Name = "subject")]
    public Guid? Subject { get; init; }

    /// <summary>The use case.</summary>
    [FromQuery(Name = "act")]
    public string? Act { get; init; }

    /// <summary>Only what was refused, or only what was done.</summary>
    [FromQuery(Name = "refused")]
    public bool? Refused { get; init; }

    /// <summary>Not before this instant.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    internal AuditFilter Filter() => new() { Actor = Actor, Subject = Subject, Act = Act, Refused = Refused, From = From, Until = To };
}

/// <summary>Who acted.</summary>
/// <param name="Kind">User, staff, integration-user, platform-key, platform-team or system.</param>
/// <param name="Id">Their id.</param>
/// <param name="Name">What they are called now.</param>
public sealed record AuditActorView(string Kind, Guid Id, string Name);

/// <summary>A value before and after; what may not be shown is a salted hash that says only that it changed.</summary>
public sealed record AuditValueView(JsonElement? Before, JsonElement? After);

/// <summary>A thing that was added, changed or removed.</summary>
/// <param name="Entity">What kind of thing.</param>
/// <param name="Id">Its id, in as many parts as it has.</param>
/// <param name="What">Added, changed or removed.</param>
/// <param name="Properties">What changed of it, by name.</param>
public sealed record AuditChangeView(string Entity, IReadOnlyList<string> Id, string What,
    IReadOnlyDictionary<string, AuditValueView> Properties);

/// <summary>An entry of the audit trail.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="At">When.</param>
/// <param name="Act">The use case.</param>
/// <param name="Actor">Who.</param>
/// <param name="Door">Through which door.</param>
/// <param name="Permission">The permission decided about; left out for what Usher does itself.</param>
/// <param name="Ground">What decided.</param>
/// <param name="Refused">The refusal's code; left out when done.</param>
/// <param name="Count">How many times: repeated refusals are one entry.</param>
/// <param name="Note">Why, in the actor's words.</param>
/// <param name="Changes">Before and after.</param>
/// <param name="Names">What the ids in it are called now.</param>
public sealed record AuditEntryView(
    long Index, DateTimeOffset At, string Act, AuditActorView Actor, string Door, string? Permission, string Ground, string? Refused,
        int Count, string? Note,
    IReadOnlyList<AuditChangeView> Changes, IReadOnlyDictionary<Guid, string> Names)
{
    private static readonly string[] Apart = ["entity", "id", "what"];

    /// <summary>The entry that a line of the trail shows.</summary>
    public static AuditEntryView Of(AuditLine line)
    {
        var entry = line.Entry;
        var kind = Text(entry.GetProperty("actor"), "kind")!;
        return new(
            line.Index, line.At, line.Act, new(Kebab(kind), line.Actor, line.ActorName),
            Kebab(Text(entry, "door")!), Text(entry, "permission"), Kebab(Text(entry, "ground")!), line.Refused,
            entry.TryGetProperty("count", out var count) ? count.GetInt32() : 1, Text(entry, "note"),
            [.. entry.GetProperty("changes").EnumerateArray().Select(Change)], line.Names);
    }

    private static AuditChangeView Change(JsonElement change) => new(
        Text(change, "entity")!, [.. change.GetProperty("id").EnumerateArray().Select(part => part.GetString() ?? "")],
            Text(change, "what")!,
        change.EnumerateObject().Where(member => !Apart.Contains(member.Name, StringComparer.Ordinal))
            .ToDictionary(member => member.Name,
                member => new AuditValueView(Member(member.Value, "before"), Member(member.Value, "after")), StringComparer.Ordinal));

    private static JsonElement? Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
