namespace Usher.Calls.Transcripts;

/// <summary>
/// Plain text: a turn a line, <c>Speaker: text</c>, optionally after its time (<c>[mm:ss]</c>, <c>[h:mm:ss]</c>, <c>hh:mm:ss</c>), below an
/// optional front matter between two lines of <c>---</c>. A line that begins with no speaker goes on with the turn above. When the first
/// turn has a time, only lines with a time begin a turn.
/// </summary>
internal static class PlainTranscript
{
    public static TranscriptFile Read(string text, TranscriptLimits limits)
    {
        var lines = new Lines(text);
        var header = FrontMatter.None;
        var more = lines.Next();
        while (more && lines.Current.IsWhiteSpace())
            more = lines.Next();
        if (more && lines.Current.Trim() is "---")
        {
            header = FrontMatter.Read(ref lines, limits);
            more = lines.Next();
        }
        var turns = new TurnList(limits);
        bool? timed = null;
        for (; more; more = lines.Next())
        {
            var line = lines.Current.Trim();
            if (line.IsEmpty)
                continue;
            if (line.Length > limits.TurnLength + limits.NameLength)
                throw new TranscriptRefused(new TurnTooLong(turns.Count, limits.TurnLength));
            var rest = AfterTime(line, out var at);
            if (SpeakerLine.TrySplit(rest, out var speaker, out var said) && (timed != true || at is not null))
            {
                timed ??= at is not null;
                turns.Add(speaker, at, said, $"line {lines.Number}");
            }
            else if (turns.Count > 0)
                turns.Continue(line);
            else
                throw new TranscriptRefused(new NoSpeakers());
        }
        return header.With(turns.Done());
    }

    private static ReadOnlySpan<char> AfterTime(ReadOnlySpan<char> line, out TimeSpan? at)
    {
        at = null;
        var bracket = line[0] is '[' or '(';
        var end = bracket ? line.IndexOfAny(']', ')') : line.IndexOfAny(' ', '\t');
        if (end < 0 || end > 14 || !SpokenText.TryTime(bracket ? line[1..end] : line[..end], out var time))
            return line;
        at = time;
        return line[(end + 1)..].TrimStart([' ', '\t', '-', '–']);
    }
}

/// <summary>Tells a speaker in front of a colon from a colon inside a sentence.</summary>
internal static class SpeakerLine
{
    private const int LongestName = 80;
    private const int MostWords = 6;

    public static bool TrySplit(ReadOnlySpan<char> line, out string speaker, out string text)
    {
        (speaker, text) = ("", "");
        line = line.TrimStart();
        var colon = line.IndexOf(':');
        if (colon < 1 || colon > LongestName || (colon + 1 < line.Length && !char.IsWhiteSpace(line[colon + 1])))
            return false;
        var name = line[..colon].Trim();
        if (!IsName(name))
            return false;
        (speaker, text) = (name.ToString(), line[(colon + 1)..].Trim().ToString());
        return true;
    }

    // “One more thing: …” is no speaker: a word in lower case that is no particle of a name tells.
    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.ContainsAny("?!;\"“”") || !(char.IsLetterOrDigit(name[0]) || name[0] is '<' or '@'))
            return false;
        var count = 0;
        foreach (var range in name.SplitAny(' ', '\t'))
        {
            var word = name[range];
            if (word.IsEmpty)
                continue;
            if (++count > MostWords)
                return false;
            if (char.IsLower(word[0]) && word is not ("de" or "da" or "di" or "du" or "del" or "della" or "der" or "den" or "van" or "von" or "of" or "the" or "la" or "le" or "bin" or "al" or "y" or "e" or "and")
                && !word.ContainsAny("@_0123456789"))
                return false;
        }
        return true;
    }
}
