using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>A call that an answer quotes.</summary>
/// <param name="Call">The call.</param>
/// <param name="Whole">Whether the answer may have been taken from the whole transcript.</param>
internal readonly record struct QuotedCall(Guid Call, bool Whole)
{
    private const string FromWhole = "+";

    public static string Write(IEnumerable<QuotedCall> quoted) => string.Join(' ', quoted.Select(q => q.Call + (q.Whole ? FromWhole : "")));

    public static IEnumerable<QuotedCall> Read(string? written) => (written ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => new QuotedCall(Guid.Parse(one.AsSpan().TrimEnd(FromWhole)), one.EndsWith(FromWhole, StringComparison.Ordinal)));
}

/// <summary>Answers that are in Slack, held against who may read them now.</summary>
internal static class SlackAnswers
{
    private const int AtOnce = 500;

    /// <summary>Takes back the answers in a channel that quote what somebody there may not read.</summary>
    public static async Task TakeBack(ISlack slack, SlackAccess access, JobRun run, Guid channel, CancellationToken ct)
    {
        for (var before = (Guid?)Guid.AllBitsSet; before is { } first;)
        {
            var (unfit, last) = await run.Derive(async work =>
            {
                if (await work.Db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == channel, ct) is not { } kept) return ([], null);
                var answers = await work.Db.Set<SlackQuestion>().AsNoTracking()
                    .Where(q => q.Conversation == kept.SlackId && q.Reply == SlackReply.Channel && q.Answer != null && q.Quoted != null && q.Id < first)
                    .OrderByDescending(q => q.Id).Take(AtOnce).ToListAsync(ct);
                return (await Unfit(work, kept, answers), answers.Count == AtOnce ? answers[^1].Id : (Guid?)null);
            }, ct);
            await TakeBack(slack, access, run, unfit ?? [], ct);
            before = last;
        }
    }

    /// <summary>Takes back the answers that quote a call, wherever they are.</summary>
    /// <returns>Whether Slack let all of them go.</returns>
    public static async Task<bool> TakeBackOf(ISlack slack, SlackAccess access, JobRun run, Guid call, CancellationToken ct)
    {
        var id = call.ToString();
        return await TakeBack(slack, access, run, await run.Derive(work => work.Db.Set<SlackQuestion>().AsNoTracking()
            .Where(q => q.Answer != null && q.Quoted != null && q.Quoted.Contains(id)).ToListAsync(ct), ct) ?? [], ct);
    }

    /// <summary>Takes back the answers that quote more of a call than its summary, once its transcript is gone.</summary>
    /// <returns>Whether Slack let all of them go.</returns>
    public static async Task<bool> TakeBackFromWhole(ISlack slack, SlackAccess access, JobRun run, Guid call, CancellationToken ct)
    {
        var fromWhole = QuotedCall.Write([new QuotedCall(call, Whole: true)]);
        return await TakeBack(slack, access, run, await run.Derive(work => work.Db.Set<SlackQuestion>().AsNoTracking()
            .Where(q => q.Answer != null && q.Quoted != null && q.Quoted.Contains(fromWhole)).ToListAsync(ct), ct) ?? [], ct);
    }

    /// <returns>Whether Slack let all of them go; the others are kept, to be taken back later.</returns>
    public static async Task<bool> TakeBack(ISlack slack, SlackAccess access, JobRun run, IReadOnlyList<SlackQuestion> answers,
        CancellationToken ct)
    {
        var all = true;
        foreach (var answer in answers)
        {
            if (!await slack.Remove(access, answer.AnsweredIn!, answer.Answer!, ct))
            {
                all = false;
                continue;
            }

            await run.Derive(async work =>
            {
                if (await work.Db.Set<SlackQuestion>().FirstOrDefaultAsync(q => q.Id == answer.Id, ct) is not { } row) return false;
                row.Answer = row.AnsweredIn = null;
                row.Quoted = null;
                return true;
            }, ct);
        }

        return all;
    }

    /// <summary>Whether everyone who reads the answer to a question may.</summary>
    public static async Task<bool> IsFit(Work work, SlackQuestion question)
    {
        if (question.Reply == SlackReply.Channel && await work.Db.Channels.FirstOrDefaultAsync(c => c.SlackId == question.Conversation) is { } channel)
            return (await Unfit(work, channel, [question])).Count == 0;
        var quoted = QuotedCall.Read(question.Quoted).Select(q => q.Call).ToList();
        var whole = QuotedCall.Read(question.Quoted).Where(q => q.Whole).Select(q => q.Call).ToList();
        return await work.Db.Set<Call>().CountAsync(c => quoted.Contains(c.Id) && !c.Held
            && (c.TranscriptDeleted == null || !whole.Contains(c.Id))) == quoted.Count;
    }

    private static async Task<List<SlackQuestion>> Unfit(Work work, Channel channel, List<SlackQuestion> answers)
    {
        if (channel.Problem is not (null or ChannelProblem.HasConfigurer) || channel.Guests > 0) return answers;
        var facts = await FindCalls.FactsOf(work.Db, [.. answers.SelectMany(a => QuotedCall.Read(a.Quoted)).Select(q => q.Call).Distinct()]);
        var members = await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == channel.Id).Select(m => m.UserId).ToListAsync();
        var audience = new Audience(members);
        return answers.FindAll(answer => !QuotedCall.Read(answer.Quoted).All(quoted => facts.GetValueOrDefault(quoted.Call) is { } call
            && audience.AllSee(work, call) && (!quoted.Whole || audience.AllReadWhole(work, call))));
    }
}
