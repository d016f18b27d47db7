using Usher.Access;

namespace Usher.Platform;

/// <summary>Part of a list, in its order.</summary>
/// <param name="Items">The items of this part.</param>
/// <param name="Next">The cursor of the next part; null: this was the last.</param>
/// <typeparam name="T">An item.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>How many items a part has.</summary>
    public const int Size = 50;

    /// <summary>The part that these are, read one more than fit so as to know whether there are others.</summary>
    /// <param name="read">At most <see cref="Size"/> and one.</param>
    /// <param name="id">What names an item's place: the cursor carries nothing else, so that addresses and logs hold no names.</param>
    public static Page<T> Of(IReadOnlyList<T> read, Func<T, Guid> id) =>
        read.Count <= Size ? new(read, null) : new([.. read.Take(Size)], id(read[Size - 1]).ToString("N"));
}

/// <summary>Where a part of a list ended: the id of its last item.</summary>
public static class Cursor
{
    /// <summary>The id; null when there is no cursor.</summary>
    /// <exception cref="FormatException">It is none: <see cref="Fault"/> was not asked.</exception>
    public static Guid? Read(string? cursor) => cursor is null ? null : Guid.ParseExact(cursor, "N");

    /// <summary>The refusal when the text is no cursor; null when it is one, or none was given.</summary>
    public static Refusal? Fault(string? cursor) =>
        cursor is null || Guid.TryParseExact(cursor, "N", out _) ? null : new Invalid("/cursor", "Not a cursor of this list. Begin again without one.");
}
