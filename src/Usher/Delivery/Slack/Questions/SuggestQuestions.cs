using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>Somebody opened Slack's assistant view (docs.slack.dev, AI in Slack): questions are to be suggested in it.</summary>
/// <param name="Person">Who, by their id in Slack.</param>
/// <param name="Conversation">Their direct messages with us.</param>
/// <param name="Thread">The message that begins the thread.</param>
public sealed record SuggestQuestions(string Person, string Conversation, string Thread) : IJob
{
    /// <summary>Slack shows four at most.</summary>
    internal const int Most = 4;

    private const int LongestAccount = 60;
    private static readonly string[] Always = ["What are the next steps from this week?", "Which accounts raised a concern, and why?"];

    /// <summary>Questions about the accounts of somebody's latest calls, and those that anybody may have.</summary>
    internal static IReadOnlyList<string> For(HomeShown home) =>
    [
        .. home.Calls.Select(call => call.Account).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(Most - Always.Length)
            .Select(account => $"What did {SlackText.Cut(account, LongestAccount)} say about the price?"),
        .. Always,
    ];
}

/// <summary>
/// Suggests questions to whoever opened the assistant view, from the calls that they may see. A suggestion that comes late, or not at all,
/// is no harm: it is not tried again.
/// </summary>
public sealed class SuggestQuestionsHandler(ISlack slack, SlackDirectory directory, SlackConnections connections, Gate gate) : IJobHandler<SuggestQuestions>
{
    /// <inheritdoc/>
    public async Task Do(SuggestQuestions job, JobRun run, CancellationToken ct)
    {
        try
        {
            var known = await run.Derive(async work => (await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct), work.Customer), ct);
            if (known is ({ } connection, var customer) && connections.TryOpen(connection) is { } access)
                await Suggest(job, run, access, connection, customer, ct);
        }
        catch (Exception fault) when (fault is SlackRefused or SlackBusy or SlackUnreachable)
        {
            // They ask without.
        }

        await run.FinishDerived(_ => Task.FromResult(true), ct);
    }

    private async Task Suggest(SuggestQuestions job, JobRun run, SlackAccess access, SlackConnection connection, CustomerSnapshot customer, CancellationToken ct)
    {
        // An event says whose direct messages these are; Slack knows.
        var person = await slack.Person(access, job.Person, ct);
        if (await run.Derive(work => SlackUsers.Of(work, person, connection.Workspace), ct) is not { } user
            || await directory.Messages(access, job.Person, ct) != job.Conversation)
            return;
        var home = await gate.Run(new Caller(ActorKind.User, user.Id, customer.Id, Door.Slack), new ViewHome(), ct);
        if (home.Refused is null)
            await slack.SuggestPrompts(access, job.Conversation, job.Thread, SuggestQuestions.For(home.Value!), ct);
    }
}
