using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Data;

namespace Usher.Calls;

/// <summary>The words of a call as the full-text index takes them: each stem once. The index itself follows this table and the readers (<see cref="SearchIndex"/>).</summary>
public sealed class SearchText : ICustomerOwned, IDerived
{
    /// <summary>The row's number: what the index of SQLite counts by.</summary>
    public long Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Stems of letters and digits, separated by spaces.</summary>
    public required string Words { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SearchText>
    {
        public void Configure(EntityTypeBuilder<SearchText> text)
        {
            text.ToTable("search_texts").HasKey(t => t.Id);
            text.Property(t => t.Id).ValueGeneratedOnAdd();
            text.HasIndex(t => t.CallId).IsUnique();
        }
    }
}

/// <summary>A word found in a text: its stem and where it stands.</summary>
internal readonly record struct FoundWord(string Stem, int Start, int Length);

/// <summary>
/// Words as search knows them, the same for both databases, for indexing, asking and highlighting: runs of letters and digits, in lower case,
/// without accents, by their English stem.
/// </summary>
internal static class SearchWords
{
    /// <summary>A longer run of letters is cut here.</summary>
    private const int Longest = 40;

    /// <summary>Bytes of different words that a call is found by: more than anyone says, and few enough that a text of nothing else holds nobody up.</summary>
    private const int Most = 200_000;

    // Accented letters of Latin scripts and what they are without: the runtime has no Unicode tables here.
    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżžß";
    private const string Plain = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzzs";

    /// <summary>The words of a text, in order.</summary>
    public static IEnumerable<FoundWord> In(string text)
    {
        var buffer = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            buffer.Clear();
            for (; i < text.Length && (char.IsLetterOrDigit(text[i]) || IsMark(text[i])); i++)
                if (buffer.Length < Longest && !IsMark(text[i])) buffer.Append(Fold(char.ToLowerInvariant(text[i])));
            yield return new(PorterStemmer.Stem(buffer.ToString()), start, i - start);
        }
    }

    /// <summary>The words of a call for its row in the index: of its title, its account, its speakers and what they say.</summary>
    public static string Of(string title, string? account, IReadOnlyList<Turn> turns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var words = new StringBuilder();
        var speakers = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0;
        Add(title);
        Add(account ?? "");
        foreach (var turn in turns)
        {
            if (speakers.Add(turn.Speaker)) Add(turn.Speaker);
            Add(turn.Text);
        }

        return words.ToString();

        void Add(string text)
        {
            foreach (var word in In(text))
            {
                if (bytes > Most || !seen.Add(word.Stem)) continue;
                words.Append(words.Length == 0 ? "" : " ").Append(word.Stem);
                bytes += Encoding.UTF8.GetByteCount(word.Stem) + 1;
            }
        }
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private static char Fold(char c)
    {
        if (c < 0x80) return c;
        var at = Accented.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? c : Plain[at];
    }
}
