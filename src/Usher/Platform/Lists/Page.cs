namespace Usher.Platform;

/// <summary>Part of a list, in its order.</summary>
/// <param name="Items">The items of this part.</param>
/// <param name="Next">The cursor of the next part; null: this was the last.</param>
/// <typeparam name="T">An item.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>How many items a part has.</summary>
    public const int Size = 50;

    /// <summary>The same part, its items as they are shown.</summary>
    internal Page<TShown> Show<TShown>(Func<T, TShown> show) => new([.. Items.Select(show)], Next);
}
