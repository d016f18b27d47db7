using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>A question asked in Slack is to be answered.</summary>
/// <param name="Question">The question.</param>
public sealed record AnswerInSlack(Guid Question) : IJob;

/// <summary>
/// Answers a question where it was asked (rule 15): alone, from what the asker may see; in a channel, from what every member may see, by the
/// members that Slack names at that moment. A channel with somebody who is a guest or unknown gets no answer: the asker alone is told why.
/// </summary>
public sealed class AnswerInSlackHandler(ISlack slack, SlackDirectory directory, SlackConnections connections, Questions questions, PublicAddress console)
    : IJobHandler<AnswerInSlack>
{
    private const string Act = nameof(AnswerInSlack);

    /// <summary>Nobody waits longer for an answer.</summary>
    private static readonly TimeSpan StillOfUse = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task Do(AnswerInSlack job, JobRun run, CancellationToken ct)
    {
        try
        {
            if (await run.Derive(work => Plan(work, job.Question), ct) is { } plan && connections.TryOpen(plan.Connection) is { } access)
                await Answer(run, access, plan, ct);
            await run.FinishDerived(work => Forget(work, job.Question), ct);
        }
        catch (SlackRefused)
        {
            // There is nowhere to say so.
            await run.FinishDerived(work => Forget(work, job.Question), ct);
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault, atMost: StillOfUse);
        }
    }

    /// <inheritdoc/>
    public Task GivenUp(AnswerInSlack job, JobRun run, string reason, CancellationToken ct) =>
        run.Derive(work => Forget(work, job.Question), ct);

    private static async Task<Asked?> Plan(Work work, Guid id)
    {
        var question = await work.Db.Set<SlackQuestion>().AsNoTracking().FirstOrDefaultAsync(q => q.Id == id && q.Text != null);
        var connection = await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync();
        if (question is null || connection is null || !work.Customer.Facts.InsightsActive) return null;
        var isLate = work.Now - question.At > StillOfUse;
        // What was begun may have arrived: it is looked for all the same, so that it can be taken back some day.
        if (isLate && question.FirstTried is null) return null;
        var channel = question.Reply != SlackReply.Channel ? null
            : await work.Db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.SlackId == question.Conversation && c.TeamId != null);
        // Asked below a note, it is about that call.
        var call = question.Thread is null ? null : await work.Db.Set<CallDelivery>()
            .Where(d => d.SlackConversation == question.Conversation && d.SlackMessage == question.Thread && d.State == DeliveryState.Sent)
            .Select(d => (Guid?)d.CallId).FirstOrDefaultAsync();
        return new(question, connection, channel, call, work.Now, isLate);
    }

    private async Task Answer(JobRun run, SlackAccess access, Asked asked, CancellationToken ct)
    {
        var question = asked.Question;
        // A request says where it was asked; whose direct messages these are, Slack does.
        SlackAway.AwaitLate(question.LastTried, asked.Now);
        var own = question.Reply == SlackReply.Channel ? null : await directory.Messages(access, question.Asker, ct);
        if (question.Reply == SlackReply.Direct && own != question.Conversation) return;
        var there = own ?? question.Conversation;
        // An answer that was begun before may have arrived: it is that one, whatever would be answered now.
        if (question.FirstTried is { } since
            && await slack.Find(access, there, question.Id, since, ct, Thread(question)) is { } found)
            await Settle(run, access, question.Id, new(there, found), ct);
        else if (!asked.IsLate)
        {
            await SayThatItIsWritten(access, asked, ct);
            await Say(run, access, asked, there, await Write(run, access, asked, ct), ct);
        }
    }

    /// <summary>In the assistant view people see that their question is being answered; elsewhere Slack refuses it, and nothing is lost.</summary>
    private async Task SayThatItIsWritten(SlackAccess access, Asked asked, CancellationToken ct)
    {
        if (asked is not { Call: null, Question: { Reply: SlackReply.Direct, Thread: { } thread } question }) return;
        try
        {
            await slack.SetStatus(access, question.Conversation, thread, SlackAnswer.Looking, ct);
        }
        catch (Exception fault) when (fault is SlackRefused or SlackBusy or SlackUnreachable)
        {
        }
    }

    private async Task<Said> Write(JobRun run, SlackAccess access, Asked asked, CancellationToken ct)
    {
        var (question, connection, channel, call, now, _) = asked;
        var isAlone = question.Reply != SlackReply.Channel;
        if (question.Text!.Length > SlackQuestions.Longest) return new(SlackText.Plain(SlackAnswer.TooLong), isAlone);
        var person = await slack.Person(access, question.Asker, ct);
        var roll = channel is null ? null : await SlackMembers.Read(directory, since: now, access, connection, channel.SlackId, now, ct);
        var (who, audience, why) = await run.Step(Act, Section.Insights, async work =>
        {
            var asker = (await SlackUsers.Of(work, person, connection.Workspace))?.Id;
            if (roll is null) return new Judged(asker, null, null);
            if (await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == channel!.Id && c.TeamId != null, ct) is not { } kept)
                return new(asker, null, SlackAnswer.NotConnected);
            await SlackMembers.Keep(work, kept, roll);
            var members = (await SlackUsers.Of(work, roll.Members)).ConvertAll(m => m.User);
            var problem = kept.Problem is { } seen and not ChannelProblem.HasConfigurer ? seen.Sentence
                : asker is { } id && members.All(m => m?.Id != id) ? SlackAnswer.NotInChannel
                : null;
            return new(asker, new Audience([.. members.OfType<Actor>().Select(m => m.Id)]), problem);
        }, ct) ?? new(null, null, null);
        if (who is not { } caller) return new(SlackText.Plain(SlackAnswer.Unknown), isAlone);
        if (!isAlone && channel is null) return new(SlackText.Plain(SlackAnswer.NotConnected), false);
        if (why is not null) return new(SlackText.Plain(why), false);
        var outcome = await questions.Ask(new Caller(ActorKind.User, caller, run.Customer, Door.Slack), question.Text!, call, ct, audience);
        if (outcome.Refused is { } refusal)
            return new(SlackText.Plain(refusal is NotFound ? SlackAnswer.None(audience) : refusal.Sentence), isAlone);
        return new(SlackAnswer.Of(outcome.Value!, audience, console), true, outcome.Value!.From, audience);
    }

    private async Task Say(JobRun run, SlackAccess access, Asked asked, string there, Said said, CancellationToken ct)
    {
        var question = asked.Question;
        if (!said.IsForAll)
        {
            await slack.Whisper(access, question.Conversation, question.Asker, question.Thread, said.Message, ct);
            return;
        }

        var isLate = await run.Derive(async work =>
        {
            var row = await work.Db.Set<SlackQuestion>().FirstAsync(q => q.Id == question.Id, ct);
            row.FirstTried ??= work.Now.AddMinutes(-1);
            row.LastTried = work.Now;
            var facts = await FindCalls.FactsOf(work.Db, said.Quoted ?? []);
            row.Quoted = QuotedCall.Write((said.Quoted ?? []).Select(call =>
                new QuotedCall(call, said.Readers?.AllReadWhole(work, facts.GetValueOrDefault(call))
                    ?? facts.GetValueOrDefault(call) is { TranscriptGone: false })));
            return work.Now - asked.Now > SlackMembers.Fresh;
        }, ct);
        // A model may have taken its time: who is in the channel is asked once more.
        if (isLate && asked.Channel is { } channel && !await IsStillFit(run, access, asked, channel, ct)) return;
        // What is shown for a while cannot be looked for: it is shown once, and if nobody knows whether it was, it is a message next time.
        if (question is { Reply: SlackReply.Shown, FirstTried: null } && await IsShown(access, question, said.Message, ct)) return;
        await Settle(run, access, question.Id, await SlackAway.Knowing(
            () => slack.Post(access, there, said.Message, question.Id, ct, Thread(question)),
            () => run.Derive(async work => (await work.Db.Set<SlackQuestion>().FirstAsync(q => q.Id == question.Id, ct)).LastTried = null, ct)), ct);
    }

    /// <summary>Shows it where it was asked; false: Slack does not let us there.</summary>
    private async Task<bool> IsShown(SlackAccess access, SlackQuestion question, SlackMessage message, CancellationToken ct)
    {
        try
        {
            await slack.Whisper(access, question.Conversation, question.Asker, null, message, ct);
            return true;
        }
        catch (SlackRefused)
        {
            return false;
        }
    }

    private async Task<bool> IsStillFit(JobRun run, SlackAccess access, Asked asked, Channel channel, CancellationToken ct)
    {
        var now = await run.Derive(work => Task.FromResult(work.Now), ct);
        var roll = await SlackMembers.Read(directory, since: now, access, asked.Connection, channel.SlackId, now, ct);
        return await run.Step(Act, Section.Insights, async work =>
        {
            if (await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == channel.Id && c.TeamId != null, ct) is not { } kept) return false;
            await SlackMembers.Keep(work, kept, roll);
            // What was just read is not saved before this step ends: whoever it names is looked for among them.
            return kept.Problem is null or ChannelProblem.HasConfigurer && kept.Guests == 0;
        }, ct) && await run.Derive(async work =>
            await SlackAnswers.IsFit(work, await work.Db.Set<SlackQuestion>().FirstAsync(q => q.Id == asked.Question.Id, ct)), ct);
    }

    /// <summary>
    /// Notes where the answer is. Somebody may have come, or a call have gone, while it was on its way: then it is taken back. Judged once
    /// it is noted: from there on whoever deletes a call, or reads the channel, finds it.
    /// </summary>
    private async Task Settle(JobRun run, SlackAccess access, Guid question, SlackPosted posted, CancellationToken ct)
    {
        await run.Derive(async work =>
        {
            var row = await work.Db.Set<SlackQuestion>().FirstAsync(q => q.Id == question, ct);
            (row.AnsweredIn, row.Answer, row.LastTried) = (posted.Conversation, posted.Message, null);
            return true;
        }, ct);
        var unfit = await run.Derive(async work =>
        {
            var row = await work.Db.Set<SlackQuestion>().AsNoTracking().FirstAsync(q => q.Id == question, ct);
            return row.Answer is null || await SlackAnswers.IsFit(work, row) ? null : row;
        }, ct);
        if (unfit is not null) await SlackAnswers.TakeBack(slack, access, run, [unfit], ct);
    }

    /// <summary>In a channel the answer is below the question.</summary>
    private static string? Thread(SlackQuestion question) => question.Reply switch
    {
        SlackReply.Channel => question.Thread ?? question.Message,
        SlackReply.Direct => question.Thread,
        _ => null,
    };

    /// <summary>The row stays, so that the same message is not answered again; what was asked does not.</summary>
    private static async Task<bool> Forget(Work work, Guid id)
    {
        if (await work.Db.Set<SlackQuestion>().FirstOrDefaultAsync(q => q.Id == id) is { } question) question.Text = null;
        return true;
    }

    /// <param name="Asker">The active user who asks; null: it is none.</param>
    /// <param name="Audience">Who else reads the answer; null: nobody.</param>
    /// <param name="Why">Why there is none; null: there may be one.</param>
    private sealed record Judged(Guid? Asker, Audience? Audience, string? Why);

    /// <param name="Message">What is said.</param>
    /// <param name="IsForAll">Whether everyone in the conversation may read it; otherwise it is for the asker alone.</param>
    /// <param name="Quoted">The calls it quotes.</param>
    /// <param name="Readers">Who reads it in a channel; null: it was asked alone.</param>
    private sealed record Said(SlackMessage Message, bool IsForAll, IReadOnlyList<Guid>? Quoted = null, Audience? Readers = null);

    private sealed record Asked(SlackQuestion Question, SlackConnection Connection, Channel? Channel, Guid? Call, DateTimeOffset Now,
        bool IsLate);
}
