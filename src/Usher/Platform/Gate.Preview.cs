using Usher.Access;
using Usher.Data;

namespace Usher.Platform;

/// <content>What a change of access would flip: found by making the change, and undoing it.</content>
public sealed partial class Gate
{
    private readonly Lazy<byte[]> _previewKey = new(() => heads.Secret("previews"));

    /// <summary>
    /// Tells what a change of access would flip. The change goes its usual way and is undone: it is refused as it would be, its entry is
    /// not written, and nobody hears of it.
    /// </summary>
    /// <remarks>The customer's lock is held as long as the change itself takes; what is different is worked out after it.</remarks>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task<Outcome<ChangePreview>> Preview<TFound, TResult>(Caller caller, Change<TFound, TResult> change,
        CancellationToken ct = default)
    {
        if (change is not IChangesAccess) throw new ArgumentException("Only a change of access has a preview.", nameof(change));
        using var span = Telemetry.Begin(StoredNames.Of(change.GetType()), caller.Door);
        caller = caller with { IsPreview = true, IdempotencyKey = null, Confirms = null };
        if (caller.IsAbroad) return Refuse(caller, change, new NotFound(), Now());
        try
        {
            var (attempted, after) = await Undone(caller, change, ct);
            return attempted.Outcome.Refused is { } refusal
                ? Refuse(caller, change, refusal, Now())
                : Told(attempted.Work!, change, after!());
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
        catch (Exception fault) when (store.Conflict(fault) is { } refusal)
        {
            return Refuse(caller, change, refusal, Now());
        }
    }

    /// <summary>Makes a change, as far as the database, and undoes it.</summary>
    /// <returns>What it came to; when it was not refused, the customer as it would be.</returns>
    private async Task<(Attempted<TResult> Attempted, Func<CustomerSnapshot>? After)> Undone<TFound, TResult>(
        Caller caller, Change<TFound, TResult> change, CancellationToken ct)
    {
        await using var db = store.Context(caller.Customer);
        await using var turn = await store.BeginWrite(db, ct);
        var head = await store.LockHead(db, caller.Customer, ct);
        var (attempted, done) = await Attempt(db, head, caller, change, Now(), ct);
        if (!done) return (attempted, null);
        var changed = Changed(db);
        // What the database itself would refuse, it refuses now.
        await db.SaveChangesAsync(ct);
        return (attempted, await snapshots.Hypothetical(db, attempted.Work!.Customer, changed, ct));
    }

    /// <summary>
    /// Asked of a change that confirms a preview, once it is saved and before it is durable: the refusal when it flips other decisions than
    /// the preview showed, with what it flips; null when it flips the same.
    /// </summary>
    private async Task<Refusal?> Moved<TFound, TResult>(Work work, Change<TFound, TResult> change, IReadOnlyCollection<ChangedFact> changed,
        CancellationToken ct)
    {
        var now = Told(work, change, (await snapshots.Hypothetical(work.Db, work.Customer, changed, ct))());
        return now.Token.Fits(work.Caller.Confirms!) ? null : new PreviewChanged(now);
    }

    private ChangePreview Told<TFound, TResult>(Work work, Change<TFound, TResult> change, CustomerSnapshot after)
    {
        var flips = DecisionFlips.Between(work.Customer, after, work.Now);
        return new PreviewWords(work, after, flips).Told(PreviewToken.Of(_previewKey.Value, work.Caller, change, flips));
    }

    /// <summary>What an act came to, and what it worked with once it was let in.</summary>
    private sealed record Attempted<TResult>(Outcome<TResult> Outcome, Work? Work = null);
}
