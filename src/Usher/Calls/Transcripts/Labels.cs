namespace Usher.Calls.Transcripts;

/// <summary>What a label turns out to be when the whole file has been seen.</summary>
internal enum Reading
{
    /// <summary>Words, like any other.</summary>
    Words,

    /// <summary>Perhaps a speaker: then nobody is named, rather than the wrong one.</summary>
    Unclear,

    /// <summary>A speaker.</summary>
    Speaker,
}

/// <summary>
/// Judges labels by the company they keep. A name in small letters, or one word in front of a colon, is a speaker where it comes again, or
/// where nearly everything has a label; otherwise nobody can tell, and nobody is named.
/// </summary>
internal sealed class Labels
{
    private const double Usual = 0.6;
    private const double Rare = 0.25;
    private const int BrokenLine = 40;
    private readonly Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);
    private int units;
    private int labelled;
    private int paragraphs;
    private int labelledParagraphs;
    private double? share;
    private readonly Dictionary<string, int> weak = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a line, or the first line of a cue.</summary>
    /// <param name="head">How it begins.</param>
    /// <param name="beginsParagraph">A blank line is above it.</param>
    public void Count(LineHead head, bool beginsParagraph)
    {
        var isLabel = head.Naming is Naming.Label or Naming.NameAndTime;
        var counts = isLabel && head.Likeness >= Likeness.Doubt;
        units++;
        paragraphs += beginsParagraph ? 1 : 0;
        labelled += counts ? 1 : 0;
        if (isLabel && head.Likeness == Likeness.Weak)
            weak[head.Name] = weak.GetValueOrDefault(head.Name) + 1;
        labelledParagraphs += counts && beginsParagraph ? 1 : 0;
        if (isLabel && head.Likeness > Likeness.Sentence)
            Know(head.Name);
    }

    /// <summary>A name that is known to be one.</summary>
    public void Know(string name) => seen[name] = seen.GetValueOrDefault(name) + 1;

    /// <summary>Whether the name occurs more than once.</summary>
    public bool ComesAgain(string name) => seen.GetValueOrDefault(name) > 1;

    /// <summary>What the label of a line is.</summary>
    public Reading Read(LineHead head)
    {
        if (head.Naming is not (Naming.Label or Naming.NameAndTime) || head.Likeness == Likeness.Sentence)
            return Reading.Words;
        var usual = Share >= Usual;
        return head.Likeness switch
        {
            Likeness.Weak => ComesAgain(head.Name) && usual ? Reading.Speaker : Reading.Words,
            Likeness.Doubt => ComesAgain(head.Name) || usual ? Reading.Speaker : Reading.Unclear,
            _ => units >= 5 && Share < Rare && !ComesAgain(head.Name) && !head.Name.Contains(' ',
                StringComparison.Ordinal) ? Reading.Unclear : Reading.Speaker,
        };
    }

    /// <summary>
    /// What the label of a line is that follows another: in the middle of a sentence that was broken at the width of a screen, a capital
    /// word and a colon are a speaker only if it speaks elsewhere too.
    /// </summary>
    public Reading Read(LineHead head, ReadOnlySpan<char> above) =>
        Read(head) is var reading && reading == Reading.Speaker && above.Length >= BrokenLine && !ComesAgain(head.Name)
            && (char.IsLetterOrDigit(above[^1]) || above[^1] is ',' or '-' or '–') ? Reading.Unclear : reading;

    // How many of the lines, or of the paragraphs, have a label. A word that is hardly a name counts as one where it comes again.
    private double Share => share ??= Math.Max(
        Of(labelled + weak.Values.Where(count => count > 1).Sum(), units), paragraphs > 1 ? Of(labelledParagraphs, paragraphs) : 0);

    private static double Of(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
