using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Gives leave to write a part of a log out: the Platform Team, on the host. What is read so is itself in the log; <see cref="AuditExport"/> then writes it.</summary>
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
    public override Task<ExportTicket> Run(Work work, Head found) => Task.FromResult(new ExportTicket(work.Db.CustomerId, From, To ?? found.LogSize));
}

/// <summary>The log does not have these entries.</summary>
public sealed record NoSuchEntries() : Refusal("The log does not have these entries.");
