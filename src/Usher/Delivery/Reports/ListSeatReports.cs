using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Digests;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>
/// The scheduled reports of an organization, and who could get one: five small queries, however many there are.
/// </summary>
public sealed record ListSeatReports : Query<CustomerSnapshot, SeatReportList>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SeatReportList> Run(Work work, CustomerSnapshot found)
    {
        var reports = await work.Db.Set<SeatReport>().AsNoTracking().OrderBy(r => r.Id).ToListAsync();
        var recipients = (await work.Db.Set<SeatReportRecipient>().AsNoTracking().ToListAsync()).ToLookup(r => r.ReportId, r => r.UserId);
        var sendings = (await work.Db.Set<SeatReportSending>().AsNoTracking().Where(s => !s.IsExtra).ToListAsync()).ToLookup(s => s.ReportId);
        var people = recipients.SelectMany(one => one).Distinct().ToList();
        var unwanted = await work.Db.Set<Preference>().Where(p => people.Contains(p.UserId) && !p.ReportMail).Select(p => p.UserId).ToHashSetAsync();
        return new(
            reports.ConvertAll(report => SeatReportView.Of(work, report, recipients[report.Id], [.. sendings[report.Id]], unwanted)),
            [.. found.Users.Where(user => SeatReport.IsOpenTo(work, user.Id)).OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare))
                .ThenBy(user => user.Id).Select(PersonView.Of)],
            await CallMails.Content(work) != CallMailContent.Off,
            reports.Count >= ScheduleSeatReport.Most ? new(false, new TooManySeatReports().Sentence) : May.Yes);
    }
}

/// <summary>The scheduled reports of an organization.</summary>
/// <param name="Reports">Each, the earliest made first; at most twenty.</param>
/// <param name="People">Who could get one, by name: those who can see reports themselves.</param>
/// <param name="Files">Whether the file is in the e-mail; false: the organization sends no content by e-mail, and it has a link.</param>
/// <param name="Add">Whether the caller may schedule one more.</param>
public sealed record SeatReportList(IReadOnlyList<SeatReportView> Reports, IReadOnlyList<PersonView> People, bool Files, May Add);

/// <summary>A scheduled report as those who see seats read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Who scheduled it.</param>
/// <param name="Report">What is in it.</param>
/// <param name="Format">As what file.</param>
/// <param name="When">When it is sent.</param>
/// <param name="Recipients">Who gets it, by name.</param>
/// <param name="Paused">Whether nothing is sent for now.</param>
/// <param name="Next">When it is sent next; null: it is paused.</param>
/// <param name="Last">What came of the last time; null: it was not sent yet.</param>
/// <param name="Mine">Whether it goes to the caller.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Can">What the caller may do with it: <c>edit</c>, <c>stop</c>.</param>
public sealed record SeatReportView(
    Guid Id, PersonView Owner, SeatReportKind Report, SeatReportFormat Format, DigestSchedule When, IReadOnlyList<SeatReportRecipientView> Recipients,
    bool Paused, DateTimeOffset? Next, SeatReportRun? Last, bool Mine, int Revision, IReadOnlyDictionary<string, May> Can)
    : IRevisedView
{
    internal static SeatReportView Of(Work work, SeatReport report, IEnumerable<Guid> recipients, IReadOnlyList<SeatReportSending> last,
        HashSet<Guid> unwanted)
    {
        var people = recipients.Distinct().ToList();
        return new(
            report.Id, PersonView.Of(work.Customer, report.OwnerId), report.Report, report.Format, report.When,
            [.. people.Select(id => new SeatReportRecipientView(PersonView.Of(work.Customer, id), !unwanted.Contains(id)))
                .OrderBy(one => one.Person.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(one => one.Person.Id)],
            report.Paused, report.Paused ? null : report.Next(work.Now),
            last.Count == 0 ? null : new(last[0].At, Count(SeatReportState.Sent), Count(SeatReportState.Waiting),
                Count(SeatReportState.NotAllowed) + Count(SeatReportState.Unwanted), Count(SeatReportState.Failed)),
            people.Contains(work.Actor.Id), report.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["edit"] = May.Yes.Unless(OneSeatReport.NotOwn(work, report)),
                ["stop"] = May.Yes.Unless(OneSeatReport.NotToStop(work, report)),
            });

        int Count(SeatReportState state) => last.Count(sending => sending.State == state);
    }
}

/// <summary>Somebody a report goes to.</summary>
/// <param name="Person">Who.</param>
/// <param name="Wants">Whether they want such e-mails; false: none is sent to them.</param>
public sealed record SeatReportRecipientView(PersonView Person, bool Wants);

/// <summary>What came of the last time a report was sent: how many people.</summary>
/// <param name="At">When.</param>
/// <param name="Sent">Got it.</param>
/// <param name="Waiting">It is on its way to.</param>
/// <param name="NotSent">Could not see it, or did not want it.</param>
/// <param name="Failed">The mail server accepted none for.</param>
public sealed record SeatReportRun(DateTimeOffset At, int Sent, int Waiting, int NotSent, int Failed);
