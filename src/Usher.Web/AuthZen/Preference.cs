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

    /// <summary>Of a refusal, whether the subject may ask for access against it, and how.</summary>
    AccessRequest = 4,
}

/// <summary>The <c>Prefer</c> header (RFC 7240): unknown preferences are ignored.</summary>
internal static class Preference
{
    public static Wish Of(IHeaderDictionary headers)
    {
        var given = headers["Prefer"];
        var wish = Wish.None;
        for (var i = 0; i < given.Count; i++)
        {
            foreach (var part in given[i].AsSpan().Split(','))
            {
                var preference = given[i].AsSpan()[part];
                var end = preference.IndexOf(';');
                var name = (end < 0 ? preference : preference[..end]).Trim();
                if (name.Equals("explain", StringComparison.OrdinalIgnoreCase)) wish |= Wish.Explain;
                else if (name.Equals("receipt", StringComparison.OrdinalIgnoreCase)) wish |= Wish.Receipt;
                else if (name.Equals("access-request", StringComparison.OrdinalIgnoreCase)) wish |= Wish.AccessRequest;
            }
        }

        return wish;
    }

    public static string Applied(Wish wish) => string.Join(", ",
        new[] { (Wish.Explain, "explain"), (Wish.Receipt, "receipt"), (Wish.AccessRequest, "access-request") }
            .Where(one => wish.HasFlag(one.Item1)).Select(one => one.Item2));
}
