using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>Pauses a scheduled report, or goes on with it: its owner, or an Organization Admin. What was missed meanwhile is not sent.</summary>
/// <param name="Id">Which.</param>
/// <param name="Paused">Whether nothing is to be sent.</param>
public sealed record PauseSeatReport(Guid Id, bool Paused) : Change<SeatReport, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<SeatReport>?> Find(Work work) => OneSeatReport.Find(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, SeatReport found) => Task.FromResult(OneSeatReport.NotToStop(work, found) ?? work.Stale(found));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SeatReport found)
    {
        if (found.Paused != Paused)
        {
            found.Paused = Paused;
            found.Wind(work);
        }

        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Ends a scheduled report: its owner, or an Organization Admin. Those it went to are notified.</summary>
/// <param name="Id">Which.</param>
public sealed record EndSeatReport(Guid Id) : Change<SeatReport, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<SeatReport>?> Find(Work work) => OneSeatReport.Find(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, SeatReport found) => Task.FromResult(OneSeatReport.NotToStop(work, found) ?? work.Stale(found));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, SeatReport found)
    {
        await SeatReportNotices.TellEnded(work, found, $"{work.Speaker} ended it.");
        await found.End(work);
        return Nothing.Value;
    }
}
