using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Delivery.Digests;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>What a report has in it.</summary>
public enum SeatReportKind
{
    /// <summary>Everyone, with whether they have a seat.</summary>
    Seats,

    /// <summary>Those whose seat is idle.</summary>
    IdleSeats,
}

/// <summary>As what file a report comes.</summary>
public enum SeatReportFormat
{
    /// <summary>A table.</summary>
    Csv,

    /// <summary>A workbook.</summary>
    Xlsx,
}

/// <summary>A report of seats that is mailed to some people, at a time of day on days of the week.</summary>
public sealed class SeatReport : ICustomerOwned, IRevised
{
    /// <summary>The schedule's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Who made it. It ends when they are deactivated, or may not see the report any more.</summary>
    [Audited]
    public required Guid OwnerId { get; init; }

    /// <summary>What is in it.</summary>
    [Audited]
    public SeatReportKind Report { get; set; }

    /// <summary>As what file.</summary>
    [Audited]
    public SeatReportFormat Format { get; set; }

    /// <summary>At what time of day.</summary>
    [Audited]
    public TimeOnly At { get; set; }

    /// <summary>On which days of the week, a bit for each, Sunday the lowest.</summary>
    [Audited]
    public int Days { get; set; }

    /// <summary>In which time zone, by its IANA name.</summary>
    [Audited]
    public required string Zone { get; set; }

    /// <summary>Whether nothing is sent for now.</summary>
    [Audited]
    public bool Paused { get; set; }

    /// <summary>Goes up with each change of when: what was begun for an earlier time ends.</summary>
    public int Version { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    /// <summary>When it is sent.</summary>
    internal DigestSchedule When => DigestSchedule.Of(At, Days, Zone);

    /// <summary>The first time after an instant.</summary>
    internal DateTimeOffset Next(DateTimeOffset after) => DigestSchedule.Next(At, Days, Zone, after);

    /// <summary>Takes over when it is sent.</summary>
    internal void Set(DigestSchedule when) => (At, Days, Zone) = (QuietHours.Time(when.At)!.Value, when.Bits, when.TimeZone);

    /// <summary>Waits for the next time, instead of for any that was waited for before.</summary>
    internal void Wind(Work work)
    {
        Version++;
        if (!Paused) work.Enqueue(new SeatReportClock(Id, Version), Next(work.Now));
    }

    /// <summary>Ends it, with whom it goes to and what is under way.</summary>
    internal async Task End(Work work)
    {
        work.Db.RemoveRange(await work.Db.Set<SeatReportRecipient>().Where(r => r.ReportId == Id).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<SeatReportSending>().Where(s => s.ReportId == Id).ToListAsync());
        work.Db.Remove(this);
    }

    /// <summary>Whether somebody is active and may see the report, at this moment (rule 22).</summary>
    internal static bool IsOpenTo(Work work, Guid user) => work.Customer.User(user) is { User.Active: true } actor
        && Authorizer.Decide(actor, Permission.LicenceView, Target.Of(work.Customer), work.Now).Allowed;

    internal sealed class Configuration : IEntityTypeConfiguration<SeatReport>
    {
        public void Configure(EntityTypeBuilder<SeatReport> report)
        {
            report.ToTable("seat_reports").HasKey(r => r.Id);
            report.Property(r => r.Zone).HasMaxLength(64);
            report.HasIndex(r => new { r.CustomerId, r.OwnerId });
            report.Ignore(r => r.When);
        }
    }
}

/// <summary>Somebody a scheduled report goes to. Whether they may see it is judged each time it is sent (rule 22).</summary>
public sealed class SeatReportRecipient : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The schedule.</summary>
    [Audited]
    public required Guid ReportId { get; init; }

    /// <summary>Who.</summary>
    [Audited]
    public required Guid UserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SeatReportRecipient>
    {
        public void Configure(EntityTypeBuilder<SeatReportRecipient> recipient)
        {
            recipient.ToTable("seat_report_recipients").HasKey(r => new { r.CustomerId, r.ReportId, r.UserId });
            recipient.HasIndex(r => new { r.CustomerId, r.UserId });
        }
    }
}
