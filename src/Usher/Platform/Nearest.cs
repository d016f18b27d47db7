namespace Usher.Platform;

/// <summary>The known name that somebody probably meant: used wherever something is refused what it does not know.</summary>
public static class Nearest
{
    /// <summary>
    /// The known name nearest to what was given: at most a third of its letters, and two of a short one, added, left out, changed or
    /// swapped, letter case and hyphens apart.
    /// </summary>
    /// <returns>Null when none is near.</returns>
    public static string? Of(string given, params ReadOnlySpan<string> known)
    {
        if (given.Length > 64) return null;
        string? nearest = null;
        var least = Math.Max(2, given.Length / 3) + 1;
        foreach (var name in known)
        {
            var distance = Distance(Plain(given), Plain(name));
            if (distance >= least || distance >= name.Length) continue;
            (nearest, least) = (name, distance);
        }

        return nearest;
    }

    private static string Plain(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>How many letters are added, left out, changed or swapped with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
