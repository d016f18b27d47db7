using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A turn of a transcript.</summary>
/// <param name="Index">Its number, from zero.</param>
/// <param name="At">Seconds into the call; null when the transcript has no times.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">The words.</param>
/// <param name="Quoted">Whether the summary quotes it.</param>
public sealed record TurnView(int Index, double? At, string Speaker, string Text, bool Quoted);

/// <summary>The whole transcript of a call.</summary>
public sealed record TranscriptView(IReadOnlyList<TurnView> Turns);

/// <summary>The whole transcript, for those the organization allows to read it (rule 12).</summary>
public sealed record ViewTranscript(Guid Id) : Query<Call, TranscriptView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallTranscript;

    /// <inheritdoc/>
    public override Permission? Or => Permission.CallRead;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call found) =>
        Task.FromResult<Refusal?>(found.TranscriptDeleted is { } at ? new TranscriptDeleted(at) : null);

    /// <inheritdoc/>
    public override async Task<TranscriptView> Run(Work work, Call found)
    {
        var transcript = await work.Db.Set<Transcript>().FirstOrDefaultAsync(t => t.CallId == Id);
        var summary = await work.Db.Set<CallSummary>().FirstOrDefaultAsync(s => s.CallId == Id);
        var quoted = (summary?.Parts() ?? []).SelectMany(p => p.Lines).Select(l => l.Quote.Turn).ToHashSet();
        return new([.. (transcript?.Turns() ?? [])
            .Select((t, i) => new TurnView(i, t.At?.TotalSeconds, t.Speaker, t.Text, quoted.Contains(i)))]);
    }
}

/// <summary>The transcript is gone, and nobody can bring it back.</summary>
/// <param name="At">When it was deleted.</param>
public sealed record TranscriptDeleted(DateTimeOffset At)
    : Refusal($"The transcript was deleted on {At.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} by the organization's retention. "
        + "The summary and the moments it quotes are kept.");
