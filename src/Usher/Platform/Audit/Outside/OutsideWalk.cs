using System.Text.Json;
using Usher.Access;

namespace Usher.Platform.Audit;

/// <summary>Reads the heads of a log and says what is wrong with their lines.</summary>
internal static class OutsideHeads
{
    /// <summary>The chain; null: there is none, or it cannot be read, which is said.</summary>
    public static HeadChain? Read(TreeHeads heads, Guid log, Findings? findings)
    {
        try
        {
            var chain = heads.Chain(log);
            foreach (var fault in chain?.Faults ?? []) findings?.Add("outside-line", null, fault);
            return chain;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            findings?.Add("outside-line", null, $"The heads outside the database cannot be read ({fault.GetType().Name}).");
            return null;
        }
    }

    /// <summary>What of the size of a log does not fit its heads; nothing when all does.</summary>
    /// <param name="before">The heads as they were before the log was read.</param>
    /// <param name="after">As they were afterwards.</param>
    /// <param name="size">How many entries the log has.</param>
    /// <param name="root">Its root.</param>
    /// <param name="isOneOfMany">Other nodes write heads elsewhere.</param>
    public static IEnumerable<(string Kind, long? Entry, string What)> Unfit(HeadChain? before, HeadChain? after, long size,
        Func<byte[]> root, bool isOneOfMany)
    {
        if (before?.Longest is { } longest && longest.Size > size)
        {
            yield return ("cut-off", size,
                $"The log ends here, but a head of {longest.Size} entries was signed outside the database: the rest was cut off, or an " +
                "older backup was restored.");
            yield break;
        }

        var reached = after?.Longest?.Size ?? 0;
        var covered = after?.Announced.Any(head => head.Size == size && head.Root.AsSpan().SequenceEqual(root())) == true;
        if (size > 1 && !isOneOfMany && (after is null || after.Heads.Count == 0))
            yield return ("outside-none", null,
                $"There are no heads outside the database, and the log has {size} entries: if all of it was rewritten, that can't be " +
                "detected.");
        else if (size - reached > 1 && !covered && !isOneOfMany)
            yield return ("outside-gap", reached,
                $"The last head outside the database is of {reached} entries, and the log has {size}: after a crash at most one commit " +
                "lacks its head. Heads were removed, or the entries from here on were replaced.");
    }
}

/// <summary>Walks the outside heads beside the entries: each must be the root of the tree at its size.</summary>
internal sealed class OutsideWalk(HeadChain? chain, IReadOnlyList<OutsideHead> received, Findings findings)
{
    private readonly List<OutsideHead> _heads =
        [.. (chain?.Heads ?? []).Where(head => !head.IsAnnounced).Concat(received).OrderBy(head => head.Size)];
    private readonly List<string> _remarks = [];
    private int _next;
    private long _sound;
    private bool _differs;

    /// <summary>What is to be known beside what is wrong.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public void Reach(Frontier frontier)
    {
        for (; _next < _heads.Count && _heads[_next].Size <= frontier.Size; _next++)
        {
            var head = _heads[_next];
            if (head.Root.AsSpan().SequenceEqual(frontier.Root()))
            {
                _sound = head.Size;
            }
            else if (!_differs)
            {
                _differs = true;
                findings.Add("outside-root", _sound, head.Size - _sound == 1
                    ? "This entry is not the one that was signed outside the database."
                    : $"Among the entries {_sound} to {head.Size - 1} one is not what was signed outside the database.");
            }
        }
    }

    public void End(Frontier frontier, HeadChain? after, IReadOnlyList<RestoreTold> restores, bool isOneOfMany)
    {
        if (received.MaxBy(head => head.Size) is { } elsewhere && elsewhere.Size > frontier.Size)
            findings.Add("received", frontier.Size,
                $"The log ends here, but a head of {elsewhere.Size} entries was received elsewhere: the rest was cut off, or an older " +
                "backup was restored.");
        foreach (var (kind, entry, what) in OutsideHeads.Unfit(chain, after, frontier.Size, frontier.Root, isOneOfMany))
            findings.Add(kind, entry, what);
        foreach (var restore in restores)
            _remarks.Add($"Entry {restore.Entry} accepts a restored backup ({restore.Reason}): earlier heads outside the database, of at " +
                $"most {restore.Outside} entries, are not compared.");
        if (chain is null || chain.Heads.Count == 0 || chain.From.AsSpan().SequenceEqual(OutsideHead.Nothing)) return;
        if (!restores.Any(restore => restore.Chain == Convert.ToHexStringLower(chain.From)))
            findings.Add("outside-begin", null,
                "The heads outside the database continue others that are missing, and no entry says that a restored backup was accepted.");
    }
}

/// <summary>What an entry says of a restored backup that somebody accepted.</summary>
/// <param name="Entry">Its index.</param>
/// <param name="Chain">What the new chain goes on from, in hexadecimal.</param>
/// <param name="Outside">How many entries the longest head outside had.</param>
/// <param name="Reason">Why, in their words.</param>
internal sealed record RestoreTold(long Entry, string Chain, long Outside, string Reason)
{
    private static readonly string Entity = StoredNames.Of<RestoreAccepted>();
    private static readonly string OfChain = StoredNames.Of<RestoreAccepted>(nameof(RestoreAccepted.Chain));
    private static readonly string OfOutside = StoredNames.Of<RestoreAccepted>(nameof(RestoreAccepted.Outside));

    public static IEnumerable<RestoreTold> In(JsonElement body, long entry)
    {
        if (!body.TryGetProperty("changes", out var changes) || changes.ValueKind != JsonValueKind.Array) yield break;
        foreach (var change in changes.EnumerateArray())
        {
            if (change.ValueKind != JsonValueKind.Object || !change.TryGetProperty("entity", out var entity)
                || entity.ValueKind != JsonValueKind.String || !entity.ValueEquals(Entity))
                continue;
            if (After(change, OfChain) is not { ValueKind: JsonValueKind.String } chain
                || After(change, OfOutside) is not { ValueKind: JsonValueKind.Number } outside)
                continue;
            yield return new(entry, chain.GetString()!, outside.GetInt64(), body.TryGetProperty("note", out var note)
                ? note.ToString()
                : "without a reason");
        }
    }

    private static JsonElement? After(JsonElement change, string property) =>
        change.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty("after", out var after) ? after : null;
}
