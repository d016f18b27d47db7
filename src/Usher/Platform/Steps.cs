using Usher.Access;

namespace Usher.Platform;

/// <summary>
/// An act in which something outside the database has a part, in the one shape that such acts have: it is decided and the input is fixed;
/// what is outside is called, in no transaction; it is decided again, and stored. Whoever waits hears a named refusal wherever it ends, and
/// nothing is stored unless the second decision lets it be.
/// </summary>
/// <remarks>
/// A call may end after its time, or after its caller left: then what it did outside is undone when it is known. A crash between call and
/// storing undoes nothing: where that matters, <see cref="Decide"/> is a change that writes down what is begun, with a job that undoes it.
/// </remarks>
/// <typeparam name="TInput">What the first decision fixes.</typeparam>
/// <typeparam name="TGot">What is had from outside.</typeparam>
/// <typeparam name="TResult">What the act answers.</typeparam>
public sealed record Steps<TInput, TGot, TResult>
{
    /// <summary>First: decides through the gate, and fixes the input.</summary>
    public required Func<CancellationToken, Task<Outcome<TInput>>> Decide { get; init; }

    /// <summary>Second: calls what is outside, or works something out that takes long; its own refusal ends the act.</summary>
    public required Func<TInput, CancellationToken, Task<Outcome<TGot>>> Call { get; init; }

    /// <summary>
    /// Third: decides again through the gate, and stores. It goes on though its caller left: what was had outside is stored or undone. When
    /// it throws, nobody knows whether it is stored, and nothing is undone.
    /// </summary>
    public required Func<TInput, TGot, Task<Outcome<TResult>>> Store { get; init; }

    /// <summary>Undoes what the call did outside, when it is not stored; null: it does nothing that lasts.</summary>
    public required Func<TInput, TGot, CancellationToken, Task>? Undo { get; init; }

    /// <summary>How long the call may take, and its undoing.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>What is heard when the call takes longer.</summary>
    public required Refusal Late { get; init; }

    /// <summary>What is heard when the call throws; null, or without it: the fault is none of the outside's, and goes on.</summary>
    public Func<Exception, Refusal?>? Failed { get; init; }

    /// <summary>Takes the steps.</summary>
    /// <param name="clock">Measures the time of the call.</param>
    /// <param name="ct">The caller left: ends the first step and the second.</param>
    /// <returns>The result; the refusal of a step; <see cref="Late"/>; what <see cref="Failed"/> says; <see cref="NotUndone"/>.</returns>
    /// <exception cref="OperationCanceledException">The caller left before anything was stored.</exception>
    public async Task<Outcome<TResult>> Run(TimeProvider clock, CancellationToken ct)
    {
        var decided = await Decide(ct);
        if (decided.Refused is { } no) return no;
        var got = await Get(decided.Value!, clock, ct);
        if (got.Refused is { } refused) return refused;
        var stored = await Store(decided.Value!, got.Value!);
        return stored.Refused is { } since && !await IsUndone(decided.Value!, got.Value!, clock) ? new NotUndone(since) : stored;
    }

    private async Task<Outcome<TGot>> Get(TInput input, TimeProvider clock, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        Task<Outcome<TGot>>? call = null;
        try
        {
            call = Call(input, either.Token);
            // One that does not listen to the token keeps nobody waiting either.
            return await call.WaitAsync(either.Token);
        }
        catch (Exception fault)
        {
            if (call is not null) _ = UndoWhenDone(input, call, clock);
            ct.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested) return Late;
            if (Failed?.Invoke(fault) is { } refusal) return refusal;
            throw;
        }
    }

    /// <summary>A call that nobody waits for any more: should it get there after all, nobody stores what it did.</summary>
    private async Task UndoWhenDone(TInput input, Task<Outcome<TGot>> call, TimeProvider clock)
    {
        try
        {
            if (await call is { Refused: null } got) await IsUndone(input, got.Value!, clock);
        }
        catch (Exception)
        {
            // It did not get there.
        }
    }

    private async Task<bool> IsUndone(TInput input, TGot got, TimeProvider clock)
    {
        if (Undo is null) return true;
        using var limit = new CancellationTokenSource(Within, clock);
        try
        {
            await Undo(input, got, limit.Token).WaitAsync(limit.Token);
            return true;
        }
        catch (Exception)
        {
            Telemetry.NotUndone();
            return false;
        }
    }
}

/// <summary>Something outside, or something that takes long to work out, was not there in time.</summary>
/// <param name="What">What was waited for, as the beginning of a sentence.</param>
public sealed record TookTooLong(string What) : Refusal($"{What} took too long. Nothing was changed. Try again in a moment.");

/// <summary>An act was refused after it had done something outside, and that could not be undone.</summary>
/// <param name="Why">The refusal.</param>
public sealed record NotUndone(Refusal Why)
    : Refusal($"{Why.Sentence} What had been done outside Usher could not be undone. Undo it there.");
