namespace Usher.Calls.Transcripts;

/// <summary>A line of a cue and who says it.</summary>
/// <param name="Speaker">Who; empty when nobody is named.</param>
/// <param name="Text">The words.</param>
/// <param name="Begins">Somebody begins to speak here; otherwise it goes on with the line above.</param>
internal sealed record SpokenLine(string Speaker, string Text, bool Begins);

/// <summary>Captions that roll up show a line again above the next, or a sentence again with its next word: each is read once.</summary>
internal static class RollingCaptions
{
    private const int MostLines = 8;
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Takes away what a cue shows again, if most cues of the file do so and some add to it: people repeat themselves too.
    /// </summary>
    public static void Unroll(List<Cue> cues, List<List<SpokenLine>> spoken)
    {
        var (pairs, again, adding) = (0, 0, 0);
        var shown = new int[cues.Count];
        var grown = new bool[cues.Count];
        for (var i = 1; i < cues.Count; i++)
        {
            if (spoken[i].Count == 0 || spoken[i - 1].Count == 0)
                continue;
            pairs++;
            if (cues[i].Start - cues[i - 1].End > LongestGap)
                continue;
            shown[i] = Overlap(spoken[i - 1], spoken[i]);
            grown[i] = shown[i] == 0 && Grows(spoken[i - 1], spoken[i]);
            again += shown[i] > 0 || grown[i] ? 1 : 0;
            adding += (shown[i] > 0 && shown[i] < spoken[i].Count) || grown[i] ? 1 : 0;
        }
        if (adding == 0 || again * 2 < pairs)
            return;
        for (var i = cues.Count - 1; i > 0; i--)
        {
            if (shown[i] > 0)
                spoken[i] = [.. spoken[i].Skip(shown[i]).Select((line, j) => j == 0 ? line with { Begins = true } : line)];
            else if (grown[i])
            {
                // What the sentence grew from may itself have been shown twice.
                if (shown[i - 1] == spoken[i - 1].Count)
                    (shown[i - 1], grown[i - 1]) = (0, true);
                spoken[i - 1] = [];
            }
        }
    }

    // How many lines at the end of one cue stand again at the beginning of the next.
    private static int Overlap(List<SpokenLine> former, List<SpokenLine> next)
    {
        for (var count = Math.Min(MostLines, Math.Min(former.Count, next.Count)); count > 0; count--)
        {
            var same = true;
            for (var j = 0; same && j < count; j++)
                same = former[former.Count - count + j].Text == next[j].Text && former[former.Count - count + j].Speaker == next[j].Speaker;
            if (same)
                return count;
        }
        return 0;
    }

    private static bool Grows(List<SpokenLine> former, List<SpokenLine> next) =>
        former.Count == 1 && next[0].Speaker == former[0].Speaker && next[0].Text.Length > former[0].Text.Length
        && next[0].Text.StartsWith(former[0].Text, StringComparison.Ordinal);
}
