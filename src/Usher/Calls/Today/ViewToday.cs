using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Comments;
using Usher.Calls.Engine;
using Usher.Calls.Search;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Today;

/// <summary>A recent call as the day begins: what it was about, and the one line of its summary that matters most beside that.</summary>
/// <param name="Call">The call, with what it was about.</param>
/// <param name="Line">Another line of the summary: what was decided, is to be done, costs, or speaks against it; null where there is none.</param>
public sealed record TodayCall(CallItem Call, SummaryLineView? Line);

/// <summary>A next step of a recent call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Title">Its title.</param>
/// <param name="Account">The account that it was with.</param>
/// <param name="Line">The words, with who is to do it and by when as it was said.</param>
/// <param name="Due">By which day, where what was said names one; null: it does not.</param>
/// <param name="Mine">The one who looks is to do it.</param>
public sealed record TodayStep(Guid Call, string Title, string? Account, SummaryLineView Line, DateOnly? Due, bool Mine);

/// <summary>What somebody wrote on one's own call, or where they mentioned one, and one has not answered.</summary>
/// <param name="Call">The call.</param>
/// <param name="Title">Its title.</param>
/// <param name="Comment">The comment.</param>
public sealed record TodayComment(Guid Call, string Title, CommentView Comment);

/// <summary>What a day needs.</summary>
/// <param name="Calls">The latest calls that one sees, apart from held ones.</param>
/// <param name="Steps">Next steps of recent calls: one's own first, then by the day they are due.</param>
/// <param name="Comments">What waits for an answer, latest first.</param>
public sealed record TodayView(IReadOnlyList<TodayCall> Calls, IReadOnlyList<TodayStep> Steps, IReadOnlyList<TodayComment> Comments);

/// <summary>What a day needs of the calls that one sees: the latest ones, what is due, what others ask. All of it is read from calls visible now.</summary>
public sealed record ViewToday : Query<CustomerSnapshot, TodayView>
{
    private const int MostCalls = 5;
    private const int MostSteps = 8;
    private const int MostComments = 5;

    /// <summary>Among how many of the latest calls next steps are looked for: so many of one's own, and so many of all that one sees.</summary>
    private const int Among = 25;

    /// <summary>For how long a next step without a day, a day that has passed and an unanswered comment are shown.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    private const int DaysAfter = 7;
    private const int DaysAhead = 14;

    /// <summary>What matters most beside what a call was about.</summary>
    private static readonly SummaryKind[] Order =
        [SummaryKind.Decisions, SummaryKind.NextSteps, SummaryKind.ObjectionsAndRisks, SummaryKind.PricesAndDates, SummaryKind.OpenQuestions];

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<TodayView> Run(Work work, CustomerSnapshot found)
    {
        var seen = await VisibleCalls.Page(work, new(), Among);
        var own = await VisibleCalls.Page(work, new() { Mine = true, From = work.Now - Lately }, Among);
        Guid[] ids = [.. seen.Concat(own).Select(call => call.CallId).Distinct()];
        var calls = await work.Db.Set<Call>().Where(c => ids.Contains(c.Id) && !c.Held).ToDictionaryAsync(c => c.Id);
        var parts = (await work.Db.Set<CallSummary>().Where(s => calls.Keys.Contains(s.CallId)).ToListAsync())
            .ToDictionary(s => s.CallId, s => s.Parts());
        var latest = seen.Select(call => call.CallId).Where(calls.ContainsKey).Take(MostCalls).ToList();
        return new(
            [.. (await CallItems.Of(work, latest, SearchSyntax.Read(""))).Select(item => new TodayCall(item, Beside(parts.GetValueOrDefault(item.Id))))],
            [.. Steps(work, calls, parts)],
            await Comments(work));
    }

    private static SummaryLineView? Beside(IReadOnlyList<SummaryPart>? parts) => parts is null ? null
        : Order.SelectMany(kind => parts.Where(part => part.Kind == kind)).SelectMany(part => part.Lines).Select(SummaryLineView.Of).FirstOrDefault();

    private static IEnumerable<TodayStep> Steps(Work work, Dictionary<Guid, Call> calls, Dictionary<Guid, IReadOnlyList<SummaryPart>> parts)
    {
        var today = DateOnly.FromDateTime(work.Now.UtcDateTime);
        var me = Folding.Same(work.Actor.Name);
        return calls.Values.Where(call => parts.ContainsKey(call.Id))
            .SelectMany(call => parts[call.Id].Where(part => part.Kind == SummaryKind.NextSteps).SelectMany(part => part.Lines).Select(line => (call, line)))
            .Select(step => (step.call.Start, Step: new TodayStep(
                step.call.Id, step.call.Title, step.call.Account, SummaryLineView.Of(step.line),
                DueDay.Of(step.line.When, DateOnly.FromDateTime(step.call.Start.UtcDateTime)),
                Folding.Same(step.line.Who ?? step.line.Quote.Speaker) == me)))
            .Where(step => step.Step.Due is { } due
                ? due >= today.AddDays(-DaysAfter) && due <= today.AddDays(DaysAhead)
                : step.Start > work.Now - Lately)
            .OrderByDescending(step => step.Step.Mine).ThenBy(step => step.Step.Due ?? DateOnly.MaxValue).ThenByDescending(step => step.Start)
            .ThenBy(step => step.Step.Line.Turn)
            .Select(step => step.Step).Take(MostSteps);
    }

    /// <summary>Comments of others on one's own calls, or that mention one, on calls visible now, after which one wrote nothing there.</summary>
    private static async Task<IReadOnlyList<TodayComment>> Comments(Work work)
    {
        var me = work.Actor.Id;
        var since = work.Now - Lately;
        var all = work.Db.Set<CallComment>();
        var rows = await (
            from comment in all
            join call in work.Db.Set<Call>() on comment.CallId equals call.Id
            where comment.At > since && comment.AuthorId != me
                && (call.OwnerId == me || work.Db.Set<CommentMention>().Any(m => m.CommentId == comment.Id && m.UserId == me))
                && !all.Any(later => later.CallId == comment.CallId && later.AuthorId == me && later.Id > comment.Id)
            orderby comment.Id descending
            select new { Comment = comment, call.Title }).Take(2 * MostComments).ToListAsync();
        var visible = await VisibleCalls.Among(work, [.. rows.Select(row => row.Comment.CallId).Distinct()]);
        return [.. rows.Where(row => visible.Contains(row.Comment.CallId)).Take(MostComments)
            .Select(row => new TodayComment(row.Comment.CallId, row.Title, CommentView.Of(work, row.Comment, [])))];
    }
}
