namespace Usher.Platform;

/// <summary>Places in a JSON document, as RFC 6901 writes them.</summary>
public static class JsonPointers
{
    /// <summary>The pointer to a member of what another pointer leads to.</summary>
    public static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
