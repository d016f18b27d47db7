using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Calls.Words;
using Usher.Data;

namespace Usher.Calls;

/// <summary>
/// What a call is found by, each key once: for those who may read its whole transcript, and for those who may read its summary only (rule
/// 12). The index itself follows this table and the readers (<see cref="SearchIndex"/>).
/// </summary>
public sealed class SearchText : ICustomerOwned, IDerived
{
    /// <summary>The row's number: what the index of SQLite counts by.</summary>
    public long Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Keys of everything: title, account, people, summary and transcript; separated by spaces.</summary>
    public required string Whole { get; set; }

    /// <summary>Keys of what everyone who sees the call may read: title, account, people, the summary and the moments it quotes.</summary>
    public required string Shown { get; set; }

    /// <summary>The row of a call.</summary>
    /// <param name="call">The call's id.</param>
    /// <param name="keys">What it is found by.</param>
    /// <param name="owner">The owner's name, which everyone is shown who sees the call.</param>
    internal static SearchText Of(Guid call, SearchKeys keys, string owner) =>
        new() { CallId = call, Whole = With(keys.Whole, owner), Shown = With(keys.Shown, owner) };

    /// <summary>Follows a summary that was rewritten.</summary>
    internal void Rewrite(SearchKeys keys, string owner) => (Whole, Shown) = (With(keys.Whole, owner), With(keys.Shown, owner));

    private static string With(string keys, string owner) =>
        string.Join(' ', keys.Split(' ').Union(SearchWords.In(owner).Select(w => w.Key), StringComparer.Ordinal)).TrimStart();

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

/// <summary>What a call is found by: keys, each once, separated by spaces.</summary>
/// <param name="Whole">By those who may read all of it.</param>
/// <param name="Shown">By those who may read its summary only.</param>
public readonly record struct SearchKeys(string Whole, string Shown)
{
    // Bytes of different keys: more than anyone says, and few enough that a text of nothing else holds nobody up.
    private const int Most = 300_000;

    /// <summary>The keys of a call.</summary>
    /// <param name="shown">Its title, its account and who was there.</param>
    /// <param name="summary">The parts of its summary.</param>
    /// <param name="turns">Its transcript.</param>
    internal static SearchKeys Of(IEnumerable<string?> shown, IEnumerable<SummaryPart> summary, IReadOnlyList<Turn> turns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var keys = new StringBuilder();
        var bytes = 0;
        foreach (var text in shown) Add(text);
        foreach (var line in summary.SelectMany(p => p.Lines))
            foreach (var text in new[] { line.Quote.Text, line.Quote.Speaker, line.Who, line.When }) Add(text);
        var readByAll = keys.ToString();
        var speakers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var turn in turns)
        {
            if (speakers.Add(turn.Speaker)) Add(turn.Speaker);
            Add(turn.Text);
        }

        return new(keys.ToString(), readByAll);

        void Add(string? text)
        {
            if (bytes > Most || string.IsNullOrEmpty(text)) return;
            foreach (var word in SearchWords.In(text))
            {
                if (!seen.Add(word.Key)) continue;
                keys.Append(keys.Length == 0 ? "" : " ").Append(word.Key);
                bytes += Encoding.UTF8.GetByteCount(word.Key) + 1;
            }
        }
    }
}
