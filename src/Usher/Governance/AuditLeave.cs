using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>As what a trail is taken away.</summary>
public enum AuditForm
{
    /// <summary>A table for people, as the page shows it.</summary>
    Csv,

    /// <summary>The entries as the log holds them, each with its proof.</summary>
    Provable,
}

/// <summary>What the two leaves to take a trail away share.</summary>
internal static class AuditLeave
{
    public static async Task<Found<Head>?> Find(Work work) =>
        await work.Db.Set<Head>().FirstOrDefaultAsync(h => h.Id == work.Db.CustomerId) is { } head ? new(work.Whole, head) : null;

    /// <summary>Everything before this act itself. The entry says what was taken: the filter in words, and as its subjects whom and what it named.</summary>
    public static ExportTicket Give(Work work, Head head, Section section, AuditForm form, AuditFilter filter)
    {
        if (filter.Actor is { } actor) work.Concerns(actor);
        if (filter.Subject is { } subject) work.Concerns(subject);
        var taken = $"{(form == AuditForm.Csv ? "CSV" : "Provable")} export of {section}{string.Concat(Words(filter))}";
        work.Note = string.IsNullOrWhiteSpace(work.Note) ? taken : $"{work.Note} ({taken})";
        return new(head.Id, 0, head.LogSize, section);
    }

    private static IEnumerable<string> Words(AuditFilter filter)
    {
        if (filter.Actor is not null) yield return ", acts of one actor";
        if (filter.Subject is not null) yield return ", about one thing";
        if (filter.Act is { } act) yield return $", act {act}";
        if (filter.Refused is { } refused) yield return refused ? ", refused only" : ", done only";
        if (filter.From is { } from) yield return $", from {When(from)}";
        if (filter.Until is { } until) yield return $", before {When(until)}";
    }

    private static string When(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
