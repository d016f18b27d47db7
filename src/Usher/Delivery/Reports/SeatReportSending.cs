using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Delivery.Reports;

/// <summary>What became of a report on its way to somebody.</summary>
public enum SeatReportState
{
    /// <summary>It is on its way.</summary>
    Waiting,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>They may not see it any more: nothing was sent.</summary>
    NotAllowed,

    /// <summary>They stopped e-mails of reports: nothing was sent.</summary>
    Unwanted,

    /// <summary>The mail server did not accept it for a day.</summary>
    Failed,
}

/// <summary>A report on its way to one person: of each schedule the last time, and what somebody sends to themselves.</summary>
public sealed class SeatReportSending : ICustomerOwned, IUnlocked
{
    /// <summary>The sending's id, and that of its message: a repeat is known as one.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The schedule.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>To whom.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>They send it to themselves, besides its times.</summary>
    public bool IsExtra { get; init; }

    /// <summary>What became of it.</summary>
    public SeatReportState State { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SeatReportSending>
    {
        public void Configure(EntityTypeBuilder<SeatReportSending> sending)
        {
            sending.ToTable("seat_report_sendings").HasKey(s => s.Id);
            sending.HasIndex(s => new { s.CustomerId, s.ReportId });
        }
    }
}
