using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Digests;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>One more schedule than an organization may have.</summary>
public sealed record TooManySeatReports()
    : Refusal($"{ScheduleSeatReport.Most} reports are scheduled here, which is the most there can be. End one first.");

/// <summary>Somebody it would go to may not see it.</summary>
/// <param name="Who">Their name.</param>
public sealed record RecipientMayNotSee(string Who)
    : Refusal($"{Who} can’t see reports of seats. Leave them out, or have them made User Admin or Organization Admin first.");

/// <summary>It is somebody else's schedule.</summary>
/// <param name="Who">Who made it.</param>
public sealed record NotYourSeatReport(string Who)
    : Refusal($"Only {Who}, who scheduled this report, can change it. Organization Admins can pause or end it.");

/// <summary>What is sent, as what file, when, and who gets it.</summary>
/// <param name="Report">What is in it.</param>
/// <param name="Format">As what file.</param>
/// <param name="When">When.</param>
/// <param name="Recipients">Who gets it, by id: 1 to 50 people who can see it themselves.</param>
public sealed record SeatReportPlan(
    [property: JsonRequired] SeatReportKind Report,
    [property: JsonRequired] SeatReportFormat Format,
    [property: JsonRequired] DigestSchedule When,
    [property: JsonRequired] IReadOnlyList<Guid> Recipients)
{
    /// <summary>How many people it may go to.</summary>
    internal const int Most = 50;

    /// <summary>The refusal when it is not valid, or goes to somebody who may not see it (rule 22); null when it can be.</summary>
    internal Refusal? Fault(Work work)
    {
        if (When.Fault("/when") is { } fault) return fault;
        var people = Recipients.Distinct().ToList();
        if (people.Count is 0 or > Most) return new Invalid("/recipients", $"Choose 1 to {Most} people.");
        if (people.Exists(id => work.Customer.User(id) is null)) return new Invalid("/recipients", "Choose people of your organization.");
        return people.Find(id => !SeatReport.IsOpenTo(work, id)) is var one && one != Guid.Empty
            ? new RecipientMayNotSee(work.Customer.User(one)!.Name)
            : null;
    }

    /// <summary>Makes it go to these and nobody else, and notifies who is new.</summary>
    internal void To(Work work, SeatReport report, IReadOnlyList<SeatReportRecipient> before)
    {
        var wanted = Recipients.ToHashSet();
        work.Db.RemoveRange(before.Where(recipient => !wanted.Contains(recipient.UserId)));
        foreach (var user in wanted.Except(before.Select(recipient => recipient.UserId)))
        {
            work.Db.Add(new SeatReportRecipient { ReportId = report.Id, UserId = user });
            if (user != work.Actor.Id) SeatReportNotices.TellAdded(work, report, user);
        }
    }
}

/// <summary>Has a report of seats mailed to people who may see it, again and again (rule 22).</summary>
/// <param name="Plan">What, when, and who gets it.</param>
public sealed record ScheduleSeatReport(SeatReportPlan Plan) : Change<CustomerSnapshot, SeatReportView>
{
    /// <summary>How many schedules an organization may have.</summary>
    internal const int Most = 20;

    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Plan.Fault(work) ?? await work.NoteMissing()
        ?? (await work.Db.Set<SeatReport>().CountAsync() >= Most ? new TooManySeatReports() : null);

    /// <inheritdoc/>
    public override Task<SeatReportView> Run(Work work, CustomerSnapshot found)
    {
        var report = new SeatReport
        {
            Id = work.NewId(), OwnerId = work.Actor.Id, Report = Plan.Report, Format = Plan.Format, Zone = Plan.When.TimeZone,
        };
        report.Set(Plan.When);
        work.Db.Add(report);
        report.Wind(work);
        Plan.To(work, report, []);
        return Task.FromResult(SeatReportView.Of(work, report, Plan.Recipients, [], []));
    }
}

/// <summary>Changes one's own scheduled report: all of it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Plan">What, when, and who gets it from now on.</param>
public sealed record EditSeatReport(Guid Id, SeatReportPlan Plan) : Change<SeatReport, SeatReportView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<SeatReport>?> Find(Work work) => OneSeatReport.Find(work, Id);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SeatReport found) =>
        OneSeatReport.NotOwn(work, found) ?? Plan.Fault(work) ?? await work.NoteMissing() ?? work.Stale(found);

    /// <inheritdoc/>
    public override async Task<SeatReportView> Run(Work work, SeatReport found)
    {
        var before = found.When;
        (found.Report, found.Format) = (Plan.Report, Plan.Format);
        found.Set(Plan.When);
        if (before.At != found.When.At || before.Bits != found.When.Bits || before.TimeZone != found.When.TimeZone) found.Wind(work);
        var recipients = await work.Db.Set<SeatReportRecipient>().Where(r => r.ReportId == Id).ToListAsync();
        Plan.To(work, found, recipients);
        work.Revise(found);
        return SeatReportView.Of(work, found, Plan.Recipients, [], []);
    }
}

/// <summary>Finds a scheduled report of the organization.</summary>
internal static class OneSeatReport
{
    public static async Task<Found<SeatReport>?> Find(Work work, Guid id) =>
        await work.Db.Set<SeatReport>().FirstOrDefaultAsync(r => r.Id == id) is { } report ? new(Target.Of(work.Customer), report) : null;

    /// <summary>The refusal when it is somebody else's; null: it is the caller's own.</summary>
    public static Refusal? NotOwn(Work work, SeatReport report) =>
        report.OwnerId == work.Actor.Id ? null : new NotYourSeatReport(PersonView.Of(work.Customer, report.OwnerId).Name);

    /// <summary>The same for what an Organization Admin may do to any: pause, and end.</summary>
    public static Refusal? NotToStop(Work work, SeatReport report) =>
        May.Ask(work, Permission.OrganizationConfigure, Target.Of(work.Customer)).Allowed ? null : NotOwn(work, report);
}
