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

    /// <summary>Follows a transcript that is gone: whoever sees the call finds it by what they are all shown.</summary>
    internal void Narrow() => Whole = Shown;

    private static string With(string keys, string owner) =>
        string.Join(' ', keys.Split(' ').Union(SearchWords.In(owner).SelectMany(w => new[] { w.Key, SearchFields.From + w.Key }),
            StringComparer.Ordinal)).TrimStart();

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

/// <summary>
/// What keys begin with that are found in one place of a call only: letters of private use, which no text brings along.
/// </summary>
internal static class SearchFields
{
    /// <summary>The name of its owner or of somebody who speaks.</summary>
    public const char From = '\uE005';

    /// <summary>A word of its account.</summary>
    public const char About = '\uE006';
}

/// <summary>What a call is found by: keys, each once, separated by spaces.</summary>
/// <param name="Whole">By those who may read all of it.</param>
/// <param name="Shown">By those who may read its summary only.</param>
public readonly record struct SearchKeys(string Whole, string Shown)
{
    // Bytes of different keys: more than anyone says, and few enough that a text of nothing else holds nobody up.
    private const int Most = 300_000;

    /// <summary>The keys of a call.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="account">Its account: found as one besides (<c>about:</c>).</param>
    /// <param name="people">Who was there.</param>
    /// <param name="summary">The parts of its summary.</param>
    /// <param name="turns">Its transcript: who speaks is found as a speaker besides (<c>from:</c>).</param>
    internal static SearchKeys Of(string title, string? account, IEnumerable<string> people, IEnumerable<SummaryPart> summary,
        IReadOnlyList<Turn> turns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var keys = new StringBuilder();
        var bytes = 0;
        Add(title);
        Add(account, SearchFields.About);
        foreach (var name in people) Add(name);
        var speakers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in summary.SelectMany(p => p.Lines))
        {
            if (speakers.Add(line.Quote.Speaker)) Add(line.Quote.Speaker, SearchFields.From);
            foreach (var text in new[] { line.Quote.Text, line.Who, line.When }) Add(text);
        }

        var readByAll = keys.ToString();
        foreach (var turn in turns)
        {
            if (speakers.Add(turn.Speaker)) Add(turn.Speaker, SearchFields.From);
            Add(turn.Text);
        }

        return new(keys.ToString(), readByAll);

        void Add(string? text, char? field = null)
        {
            if (bytes > Most || string.IsNullOrEmpty(text)) return;
            foreach (var word in SearchWords.In(text))
            {
                AddKey(word.Key);
                if (field is { } of) AddKey(of + word.Key);
            }
        }

        void AddKey(string key)
        {
            if (!seen.Add(key)) return;
            keys.Append(keys.Length == 0 ? "" : " ").Append(key);
            bytes += Encoding.UTF8.GetByteCount(key) + 1;
        }
    }
}
