using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Platform.Audit;

namespace Usher.Platform;

/// <summary>
/// A clock behind the last entry of the log, or apart from the database's, makes expiry and order doubtful; one that nothing keeps will be
/// so one day.
/// </summary>
internal sealed partial class ExamineClock : IExamine
{
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public async Task<IEnumerable<Finding>> Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct) =>
        [await Clock(store, db, clock, ct)];

    private static async Task<Finding> Clock(Store store, UsherDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = await db.Set<AuditEntry>().IgnoreQueryFilters().Select(e => (DateTimeOffset?)e.At).MaxAsync(ct);
        if (last > now + Drift)
            return new("clock", Standing.Bad, $"{Moment(now)} is before the last audit entry, {Moment(last.Value)}: set the clock");
        if (store is PostgresStore postgres)
        {
            await using var command = postgres.Source.CreateCommand("SELECT clock_timestamp()");
            var there = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(ct))!, TimeSpan.Zero);
            var apart = (clock.GetUtcNow() - there).Duration();
            if (apart > Drift)
                return new("clock", Standing.Bad, $"{Moment(now)}, {apart.TotalSeconds:0} s apart from the database's: set the clocks");
        }

        return IsKept() == false
            ? new("clock", Standing.Warn, $"{Moment(now)}; no time service runs on this host: start one (chrony, systemd-timesyncd)")
            : new("clock", Standing.Good, store is PostgresStore ? $"{Moment(now)}, as the database's" : Moment(now));
    }

    /// <summary>Whether the kernel says that a time service keeps its clock; null: it does not say.</summary>
    private static bool? IsKept()
    {
        if (!OperatingSystem.IsLinux()) return null;
        const int error = 5; // TIME_ERROR of adjtimex(2): not synchronized
        try
        {
            return Adjtimex(new byte[512]) switch { < 0 => null, error => false, _ => true };
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads, as no mode is set in the zeroed structure.</summary>
    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int Adjtimex([In, Out] byte[] timex);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
