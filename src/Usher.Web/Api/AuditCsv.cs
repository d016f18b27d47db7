using System.Globalization;
using System.Text;
using System.Text.Json;
using Usher.Governance;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// A trail as a table (RFC 4180, UTF-8 with its mark, without which spreadsheets read names wrong), with the names and the hidden values of
/// the page. Every cell is quoted and defused.
/// </summary>
internal static class AuditCsv
{
    private static readonly string[] Head =
        ["index", "at", "act", "actor kind", "actor", "door", "permission", "ground", "refused", "count", "note", "concerns",
            "what changed"];

    /// <summary>Writes the parts as they come; no more than one is in memory.</summary>
    public static async Task Write(Stream to, IAsyncEnumerable<AuditPage> parts, CancellationToken ct)
    {
        await using var writer =
            new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Csv.Line(Head));
        await foreach (var part in parts.WithCancellation(ct))
        {
            foreach (var line in part.Lines) await writer.WriteLineAsync(Csv.Line(Cells(AuditEntryView.Of(line))));
            await writer.FlushAsync(ct);
        }
    }

    private static IEnumerable<string?> Cells(AuditEntryView entry) =>
    [
        entry.Index.ToString(CultureInfo.InvariantCulture),
            entry.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), entry.Act,
        entry.Actor.Kind, entry.Actor.Name, entry.Door, entry.Permission, entry.Ground, entry.Refused,
            entry.Count.ToString(CultureInfo.InvariantCulture), entry.Note,
        string.Join(", ", entry.Names.Where(name => name.Key != entry.Actor.Id).Select(name => name.Value)
            .Distinct(StringComparer.Ordinal)),
        string.Join("; ", entry.Changes.SelectMany(change => Told(change, entry.Names))),
    ];

    /// <summary>
    /// “User.Connect of Ana Lund: User → CustomerAdmin”; a thing that has nothing to tell but that it came or went: “UserTenant added: Ana
    /// Lund, north”.
    /// </summary>
    private static IEnumerable<string> Told(AuditChangeView change, IReadOnlyDictionary<Guid, string> names)
    {
        var called = string.Join(", ", change.Id.Select(part => Guid.TryParse(part, out var id) ? names.GetValueOrDefault(id) : null)
            .OfType<string>());
        if (change.Properties.Count == 0 || change.What != "changed")
            yield return $"{change.Entity} {change.What}{(called.Length > 0 ? ": " + called : "")}";
        foreach (var (property, value) in change.Properties)
            yield return $"{change.Entity}.{property}{(called.Length > 0 ? " of " + called : "")}: {Value(value.Before, names)} → " +
                $"{Value(value.After, names)}";
    }

    private static string Value(JsonElement? value, IReadOnlyDictionary<Guid, string> names) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "(none)",
        { ValueKind: JsonValueKind.True } => "yes",
        { ValueKind: JsonValueKind.False } => "no",
        { ValueKind: JsonValueKind.String } text => text.GetString()!.StartsWith("changed:", StringComparison.Ordinal) ? "(not shown)"
            : text.TryGetGuid(out var id) && names.TryGetValue(id, out var name) ? name : text.GetString()!,
        { } other => other.GetRawText(),
    };
}
