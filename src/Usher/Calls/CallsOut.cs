using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// The way of calls out to whoever asks. What an integration is about to be shown is written down first, on each call (rule 17): when it
/// cannot be, nothing is shown.
/// </summary>
public sealed class CallsOut(Gate gate)
{
    private const int Attempts = 3;

    /// <summary>The calls that the caller may read.</summary>
    public Task<Outcome<CallPage>> List(Caller caller, ListCalls list, CancellationToken ct) =>
        Show(caller, list, page => page.Items.Select(i => i.Id), ct);

    /// <summary>One call.</summary>
    public Task<Outcome<CallView>> View(Caller caller, Guid id, CancellationToken ct) => Show(caller, new ViewCall(id), _ => [id], ct);

    /// <summary>The whole transcript of one call.</summary>
    public Task<Outcome<TranscriptView>> Transcript(Caller caller, Guid id, CancellationToken ct) =>
        Show(caller, new ViewTranscript(id), _ => [id], ct);

    private async Task<Outcome<TResult>> Show<TFound, TResult>(Caller caller, Query<TFound, TResult> query,
        Func<TResult, IEnumerable<Guid>> shown, CancellationToken ct)
    {
        // What was read is thrown away and read anew when a call of it was deleted or closed before it could be written down.
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var answer = await gate.Run(caller, query, ct);
            if (caller.Kind != ActorKind.IntegrationUser || answer.Refused is not null) return answer;
            var unread = await gate.Run(caller, new FindUnreadByMachine([.. shown(answer.Value!)]), ct);
            if (unread.Refused is { } refusal) return refusal;
            if (unread.Value!.Count == 0) return answer;
            // The caller's own names for a request belong to what they asked for.
            var written = await gate.Run(caller with { IdempotencyKey = null, IfMatch = null }, new WriteMachineReads(unread.Value), ct);
            if (written.Refused is { } since) return since;
            if (written.Value!.Count == unread.Value.Count) return answer;
        }

        return new SomeoneChangedThis();
    }
}
