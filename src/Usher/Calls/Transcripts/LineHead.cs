namespace Usher.Calls.Transcripts;

/// <summary>How a line names its speaker.</summary>
internal enum Naming
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>By a name and a colon, or a name in brackets: <c>Ana: text</c>, <c>[Ana] text</c>.</summary>
    Label,

    /// <summary>By a name and a time and nothing more; the words follow below: <c>Ana Ruiz  0:03</c>.</summary>
    NameAndTime,

    /// <summary>Perhaps by a name behind the time; it may as well be what was said then: <c>0:03 Ana Ruiz</c>.</summary>
    TimeAndMore,
}

/// <summary>What is at the beginning of a line: a dash, a time, a speaker, and the words after them.</summary>
internal sealed record LineHead(Naming Naming, string Name, Stamp? Time, string Text, bool Dash)
{
    private const int Furthest = 160;
    private const string Openers = "[({<";
    private const string Closers = "])}>";
    private const string Markup = "*`#";

    /// <summary>How much the name looks like one.</summary>
    public Likeness Likeness { get; init; }

    /// <summary>The line begins with the time.</summary>
    public bool TimeLeads { get; init; }

    /// <summary>The line without its time.</summary>
    public string Whole { get; init; } = Text;

    /// <summary>The line is a time and nothing else.</summary>
    public bool IsTimeOnly => Naming == Naming.None && Time is not null && Text.Length == 0;

    /// <summary>Reads a line.</summary>
    public static LineHead Read(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        Span<char> buffer = stackalloc char[Furthest];
        var folded = buffer[..Math.Min(line.Length, Furthest)];
        SpokenText.Fold(line[..folded.Length], folded);
        return new Reader(line, folded).Read();
    }

    private readonly ref struct Reader(ReadOnlySpan<char> line, ReadOnlySpan<char> folded)
    {
        private readonly ReadOnlySpan<char> line = line;
        private readonly ReadOnlySpan<char> folded = folded;

        public LineHead Read()
        {
            var start = AfterBullet(out var dash);
            var at = start;
            var time = Time(ref at);
            if (time is not null)
                at = AfterSeparators(at);
            var whole = Cut(at);
            if (Label(at, time) is { } label)
                return label with { Dash = dash, Whole = whole, TimeLeads = time is not null };
            if (time is null && NameThenTime(at) is { } headed)
                return headed with { Dash = dash, Whole = whole };
            if (time is not null && whole.Length > 0 && Fields(at) is { } fields)
                return fields with { Time = time, Dash = dash, Whole = whole, TimeLeads = true };
            var name = time is not null && whole.Length is > 0 and <= SpeakerName.Longest ? SpeakerName.Clean(line[at..]) : "";
            return new LineHead(name.Length > 0
                ? Naming.TimeAndMore
                : Naming.None, name, time, whole, dash) { Likeness = SpeakerName.Judge(name), TimeLeads = time is not null };
        }

        private string Cut(int from) => line[Math.Min(from, line.Length)..].Trim().ToString();

        // “- ”, “>> ”, “• ”: a list, a quotation, another speaker.
        private int AfterBullet(out bool dash)
        {
            var i = 0;
            dash = false;
            while (i < folded.Length && folded[i] is '-' or '–' or '—' or '>' or '•' or '*' or '#' or '·')
            {
                var run = i;
                while (run < folded.Length && folded[run] == folded[i])
                    run++;
                var isBold = folded[i] == '*' && run - i == 2;
                var isDash = folded[i] is '-' or '–' && run - i == 1 && run < line.Length && char.IsLetter(line[run])
                    && !char.IsLower(line[run]);
                if (isBold || (folded[i] != '>' && !isDash && run < folded.Length && folded[run] is not (' ' or '\t')))
                    return i;
                dash |= folded[i] is '-' or '–' or '—' or '>';
                for (i = run; i < folded.Length && folded[i] is ' ' or '\t'; i++)
                {
                }
            }
            return i;
        }

        private Stamp? Time(ref int at)
        {
            var i = SkipMarkup(at);
            var opened = i < folded.Length && Openers.Contains(folded[i]);
            var from = opened ? i + 1 : i;
            from += folded[from..].Length - folded[from..].TrimStart().Length;
            if (!SpokenTime.TryRange(folded[from..], out var time, out _, out var length))
                return null;
            var end = from + length;
            if (opened)
            {
                end += folded[end..].Length - folded[end..].TrimStart().Length;
                if (end >= folded.Length || !Closers.Contains(folded[end]))
                    return null;
                end++;
            }
            else if (end < folded.Length && folded[end] is not (' ' or '\t' or '|' or '-' or '–' or '—' or '*' or '`' or ':' or ','))
                return null;
            at = end;
            return time;
        }

        private int SkipMarkup(int i)
        {
            while (i < folded.Length && (Markup.Contains(folded[i]) || folded[i] is ' ' or '\t'))
                i++;
            return i;
        }

        private int AfterSeparators(int i)
        {
            while (i < folded.Length
                && folded[i] is ' ' or '\t' or '-' or '–' or '—' or '|' or ':' or '·' or '•' or ',' or '>' or '*' or '`')
            {
                // “**Ana:**” begins here; a single colon belongs to the time.
                if (folded[i] == '*' && i + 2 < folded.Length && folded[i + 1] == '*' && folded[i + 2] is not (' ' or '\t'))
                    return i;
                i++;
            }
            return i;
        }

        private LineHead? Label(int at, Stamp? time)
        {
            if (Bracketed(at, time) is { } bracketed)
                return bracketed;
            for (var colon = at; colon < folded.Length; colon++)
            {
                if (folded[colon] is '(' or '[' && Closing(colon) is var close && close > colon)
                {
                    colon = close;
                    continue;
                }
                if (folded[colon] != ':')
                    continue;
                var next = colon + 1 < folded.Length ? folded[colon + 1] : ' ';
                if (char.IsAsciiDigit(next) && colon > at && char.IsAsciiDigit(folded[colon - 1]))
                    continue;
                return next is '/' or '\\' or ':' or ')' or '(' or '=' ? null : Split(at, colon, time);
            }
            return null;
        }

        private int Closing(int open)
        {
            var close = folded[open..].IndexOf(folded[open] == '(' ? ')' : ']');
            return close < 0 ? -1 : open + close;
        }

        private LineHead? Split(int at, int colon, Stamp? time)
        {
            var before = line[at..colon];
            if (time is null && TimeAtEnd(at, colon, out var nameEnd) is { } inside)
            {
                time = inside;
                before = line[at..nameEnd];
            }
            var name = SpeakerName.Clean(before);
            var likeness = SpeakerName.Judge(name);
            if (name.Length == 0)
                return null;
            var rest = colon + 1;
            // Without a blank behind the colon it is a label where no blanks are written, and doubtful elsewhere.
            if (rest < line.Length && !char.IsWhiteSpace(line[rest]) && folded[rest] is not ('*' or '_' or '`' or '"' or '<' or '[')
                && line[rest] is < '\u0590' and not ('“' or '«' or '¿' or '¡')
                && folded[colon] == line[colon] && likeness == Likeness.Name)
                likeness = char.IsAsciiDigit(folded[rest]) && !name.Contains(' ', StringComparison.Ordinal)
                    ? Likeness.Sentence
                    : Likeness.Doubt;
            while (rest < folded.Length
                && (folded[rest] is '*' or '`' or ' ' or '\t' || (folded[rest] == '_' && before is [.., '_'] or ['_', ..])))
                rest++;
            if (line[Math.Min(rest, line.Length)..] is ['<', '/', ..] && folded[rest..].IndexOf('>') is > 0 and < 10 and var tag)
                rest += tag + 1;
            if (time is null && rest < folded.Length && Openers.Contains(folded[rest]))
            {
                var after = rest;
                time = Time(ref after);
                rest = time is null ? rest : after;
            }
            return new LineHead(Naming.Label, name, time, Cut(rest), false) { Likeness = likeness };
        }

        // “[Ana] text”, “[SPEAKER_00]: text”, “[Ana 0:03] text”, “[Ana] 14:05:23”.
        private LineHead? Bracketed(int at, Stamp? time)
        {
            var open = SkipMarkup(at);
            if (open >= folded.Length || !Openers.Contains(folded[open]) || folded[open..] is ['<', '/', ..])
                return null;
            var close = folded[open..].IndexOf(Closers[Openers.IndexOf(folded[open], StringComparison.Ordinal)]);
            if (close < 2)
                return null;
            close += open;
            var tag = line[(open + 1)..close];
            if (folded[open] == '<'
                && (tag is "b" or "i" or "u" or "p" or "strong" or "em" or "span" or "li" or "br" || tag.Contains('/')
                || tag.Contains('@')))
                return tag is "b" or "i" or "u" or "p" or "strong" or "em" or "span" or "li" ? Label(close + 1, time) : null;
            var name = tag;
            if (time is null && TimeAtEnd(open + 1, close, out var nameEnd) is { } inside)
            {
                time = inside;
                name = line[(open + 1)..nameEnd];
            }
            else if (time is null && SpokenTime.TryRange(folded[(open + 1)..close], out var first, out _, out var length))
            {
                time = first;
                name = line[Math.Min(close, AfterSeparators(open + 1 + length))..close];
            }
            var rest = close + 1;
            if (time is null)
            {
                var after = rest;
                if (Time(ref after) is { } behind)
                    (time, rest) = (behind, after);
            }
            rest = SkipMarkup(rest);
            var colon = rest < folded.Length && folded[rest] == ':';
            if (!colon && rest < folded.Length && folded[close + 1] is not (' ' or '\t' or '*') && line[close + 1] < '\u2E80')
                return null;
            var clean = SpeakerName.Clean(name);
            var likeness = SpeakerName.Judge(clean);
            // Brackets without a colon tell of laughter or noise as often as of a speaker.
            if (!colon && folded[open] != '<' && likeness < Likeness.Name)
                return null;
            if (clean.Length == 0 || likeness == Likeness.Sentence || (!colon && time is null && Cut(rest).Length == 0))
                return null;
            return new LineHead(colon || time is null || Cut(rest).Length > 0
                ? Naming.Label
                : Naming.NameAndTime, clean, time, Cut(colon ? rest + 1 : rest), false) { Likeness = likeness };
        }

        // “Ana Ruiz  0:03”, “Ana Ruiz (00:00:03)”, “Ana Ruiz | 10:05 AM”, “Ana Ruiz (0:03) text”.
        private LineHead? NameThenTime(int at)
        {
            for (var i = at + 1; i < folded.Length; i++)
            {
                var opened = Openers.Contains(folded[i]);
                if (!(opened || folded[i - 1] is ' ' or '\t' or ',' or '|' or '-' or '@')
                    || !(opened || char.IsAsciiDigit(folded[i]) || folded[i] > '\u2E80'))
                    continue;
                var end = i;
                if (Time(ref end) is not { } time)
                    continue;
                var rest = SkipMarkup(end);
                if (rest < folded.Length && folded[rest] is ':' or '-')
                    rest = SkipMarkup(rest + 1);
                if (rest < line.Length && !opened)
                    continue;
                var name = SpeakerName.Clean(line[at..i]);
                var likeness = SpeakerName.Judge(name);
                return name.Length == 0 || likeness == Likeness.Sentence ? null
                    : new LineHead(rest < line.Length
                    ? Naming.Label
                    : Naming.NameAndTime, name, time, Cut(rest), false) { Likeness = likeness };
            }
            return null;
        }

        // A table: “0:03 ⇥ Ana Ruiz ⇥ text”, “0:03 | Ana Ruiz | text”.
        private LineHead? Fields(int at)
        {
            var bar = folded[at..].IndexOfAny('\t', '|');
            if (bar < 1 || SpeakerName.Clean(line[at..(at + bar)]) is not { Length: > 0 } name
                || SpeakerName.Judge(name) is Likeness.Sentence)
                return null;
            return new LineHead(Naming.Label, name, null, Cut(at + bar + 1), false) { Likeness = SpeakerName.Judge(name) };
        }

        private Stamp? TimeAtEnd(int from, int to, out int nameEnd)
        {
            for (var i = from + 1; i < to; i++)
            {
                if (!(Openers.Contains(folded[i])
                    || (char.IsAsciiDigit(folded[i]) && folded[i - 1] is ' ' or '\t' or ',' or '|' or '-' or '@')))
                    continue;
                var opened = Openers.Contains(folded[i]);
                var inside = opened ? i + 1 : i;
                if (!SpokenTime.TryRange(folded[inside..to], out var time, out _, out var length))
                    continue;
                var end = inside + length;
                end += opened && end < to && Closers.Contains(folded[end]) ? 1 : 0;
                if (!folded[end..to].Trim().IsEmpty)
                    continue;
                nameEnd = i;
                return time;
            }
            nameEnd = to;
            return null;
        }
    }
}
