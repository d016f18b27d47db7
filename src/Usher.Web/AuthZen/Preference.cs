namespace Usher.Web.AuthZen;

/// <summary>What an asker would like besides the decision.</summary>
[Flags]
public enum Wish
{
    /// <summary>The decision alone.</summary>
    None = 0,

    /// <summary>The reason, the deciding grant, the version.</summary>
    Explain = 1,

    /// <summary>A signed receipt.</summary>
    Receipt = 2,
}

/// <summary>The <c>Prefer</c> header (RFC 7240): unknown preferences are ignored.</summary>
internal static class Preference
{
    public static Wish Of(IHeaderDictionary headers)
    {
        var given = headers["Prefer"];
        if (given.Count == 0) return Wish.None;
        var wish = Wish.None;
        foreach (var line in given)
            foreach (var part in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
                wish |= part.Equals("explain", StringComparison.OrdinalIgnoreCase) ? Wish.Explain
                    : part.Equals("receipt", StringComparison.OrdinalIgnoreCase) ? Wish.Receipt
                    : Wish.None;
        return wish;
    }

    public static string Applied(Wish wish) => wish switch
    {
        Wish.Explain => "explain",
        Wish.Receipt => "receipt",
        _ => "explain, receipt",
    };
}
