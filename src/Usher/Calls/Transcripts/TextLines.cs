using System.Buffers;

namespace Usher.Calls.Transcripts;

/// <summary>A line with something in it.</summary>
/// <param name="Number">Its number in the file, from one.</param>
/// <param name="Text">What it says, without blanks around it.</param>
/// <param name="AfterBlank">A line with nothing but blanks is above it.</param>
/// <param name="AfterEmpty">A line without even a blank is above it.</param>
internal readonly record struct TextLine(int Number, ReadOnlyMemory<char> Text, bool AfterBlank, bool AfterEmpty)
{
    public ReadOnlySpan<char> Span => Text.Span;
}

/// <summary>Cuts a text into its lines, whichever way they end, without copying them.</summary>
internal static class TextLines
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("\n\r\v\f\u0085\u2028\u2029");

    /// <summary>The lines that are not blank.</summary>
    public static List<TextLine> Of(string text, TranscriptLimits limits)
    {
        text = SpokenText.Visible(text);
        var lines = new List<TextLine>();
        var (number, position, blank, empty) = (0, 0, false, false);
        while (position < text.Length)
        {
            number++;
            var rest = text.AsSpan(position);
            var end = rest.IndexOfAny(Ends);
            var length = end < 0 ? rest.Length : end;
            var line = text.AsMemory(position, length).Trim();
            position += length + (end >= 0 && rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
            if (line.IsEmpty)
            {
                (blank, empty) = (true, empty || length == 0);
                continue;
            }
            if (lines.Count == limits.Lines)
                throw new TranscriptRefused(new TooManyLines(limits.Lines));
            lines.Add(new TextLine(number, line, blank, empty));
            (blank, empty) = (false, false);
        }
        return lines;
    }
}
