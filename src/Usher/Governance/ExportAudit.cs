using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>
/// Gives leave to write a part of a log out: the Platform Team, on the host. What is read so is itself in the log;
/// <see cref="AuditExport"/> then writes it.
/// </summary>
/// <param name="From">The first entry.</param>
/// <param name="To">The entry after the last; null: up to this one.</param>
public sealed record ExportAudit(long From = 0, long? To = null) : Change<Head, ExportTicket>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditVerify;

    /// <inheritdoc/>
    public override async Task<Found<Head>?> Find(Work work) =>
        await work.Db.Set<Head>().FirstOrDefaultAsync(h => h.Id == work.Db.CustomerId) is { } head ? new(work.Whole, head) : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Head found) =>
        Task.FromResult<Refusal?>(From < 0 || (To ?? found.LogSize) < From || To > found.LogSize ? new NoSuchEntries() : null);

    /// <inheritdoc/>
    public override Task<ExportTicket> Run(Work work, Head found) =>
        Task.FromResult(new ExportTicket(work.Db.CustomerId, From, To ?? found.LogSize));
}

/// <summary>The log does not have these entries.</summary>
public sealed record NoSuchEntries() : Refusal("The log does not have these entries.");

/// <summary>
/// Gives leave to export the trail of customers, tenants, users and the marketplace. That it was taken, and what of it, is
/// itself in the log.
/// </summary>
/// <param name="Form">As what.</param>
/// <param name="Filter">What of it.</param>
public sealed record ExportConnectAudit(AuditForm Form, AuditFilter Filter) : Change<Head, ExportTicket>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditView;

    /// <inheritdoc/>
    public override Task<Found<Head>?> Find(Work work) => AuditLeave.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Head found) => Task.FromResult(AuditTrail.Check(Filter));

    /// <inheritdoc/>
    public override Task<ExportTicket> Run(Work work, Head found) =>
        Task.FromResult(AuditLeave.Give(work, found, Section.Connect, Form, Filter));
}

/// <summary>
/// Gives leave to export the trail of calls, delivery and seats. The export and its filter are recorded in the log.
/// </summary>
/// <param name="Form">As what.</param>
/// <param name="Filter">What of it.</param>
public sealed record ExportInsightsAudit(AuditForm Form, AuditFilter Filter) : Change<Head, ExportTicket>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsAuditView;

    /// <inheritdoc/>
    public override Task<Found<Head>?> Find(Work work) => AuditLeave.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Head found) => Task.FromResult(AuditTrail.Check(Filter));

    /// <inheritdoc/>
    public override Task<ExportTicket> Run(Work work, Head found) =>
        Task.FromResult(AuditLeave.Give(work, found, Section.Insights, Form, Filter));
}

/// <summary>The format of an exported trail.</summary>
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

    /// <summary>
    /// Everything before this act itself. The entry says what was exported: the filter in words, and as its subjects the people and things
    /// it named.
    /// </summary>
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
