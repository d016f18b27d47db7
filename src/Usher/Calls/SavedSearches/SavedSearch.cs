using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls.SavedSearches;

/// <summary>A search for calls that somebody keeps. Nobody else sees it; what it finds is what its owner may see and read at that time.</summary>
public sealed class SavedSearch : ICustomerOwned
{
    /// <summary>By which it is changed.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What they call it.</summary>
    public required string Name { get; set; }

    /// <summary>What is searched for, as <see cref="ListCalls.Text"/>.</summary>
    public string? Text { get; set; }

    /// <summary>Only their own calls.</summary>
    public bool Mine { get; set; }

    /// <summary>Only calls of this team, by slug.</summary>
    public string? Team { get; set; }

    /// <summary>Only calls of this person, by id or e-mail address.</summary>
    public string? Person { get; set; }

    /// <summary>Only calls of this account.</summary>
    public string? Account { get; set; }

    /// <summary>Whether they are notified of each new call that it finds.</summary>
    public bool Notify { get; set; }

    /// <summary>The search.</summary>
    internal ListCalls Search => new() { Text = Text, Mine = Mine, Team = Team, Person = Person, Account = Account };

    internal sealed class Configuration : IEntityTypeConfiguration<SavedSearch>
    {
        public void Configure(EntityTypeBuilder<SavedSearch> search)
        {
            search.ToTable("saved_searches").HasKey(s => s.Id);
            search.HasIndex(s => new { s.CustomerId, s.UserId });
            search.Ignore(s => s.Search);
        }
    }
}

/// <summary>A saved search as its owner sees it.</summary>
/// <param name="Id">By which it is changed.</param>
/// <param name="Name">What they call it.</param>
/// <param name="Search">What it searches for.</param>
/// <param name="Notify">Whether they are notified of each new call that it finds.</param>
public sealed record SavedSearchView(Guid Id, string Name, SearchedFor Search, bool Notify)
{
    internal static SavedSearchView Of(SavedSearch saved) =>
        new(saved.Id, saved.Name, new(saved.Text, saved.Mine, saved.Team, saved.Person, saved.Account), saved.Notify);
}

/// <summary>What a saved search searches for: the filters of the list of calls that hold at any time.</summary>
/// <param name="Text">Words, phrases and fields, as in the list of calls.</param>
/// <param name="Mine">Only one's own calls.</param>
/// <param name="Team">Only calls of the team of this slug.</param>
/// <param name="Person">Only calls that the person of this id or e-mail address owns or attended.</param>
/// <param name="Account">Only calls of this account.</param>
public sealed record SearchedFor(string? Text = null, bool Mine = false, string? Team = null, string? Person = null, string? Account = null)
{
    private const int LongestText = 500;
    private const int LongestName = 200;

    /// <summary>The refusal where this can be no search; null: it can.</summary>
    internal Refusal? Fault()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (Text?.Length > LongestText) errors["/search/text"] = [$"At most {LongestText} characters."];
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("team", Team), ("person", Person), ("account", Account)])
            if (value?.Length > LongestName) errors[$"/search/{name}"] = [$"At most {LongestName} characters."];
        if (!Mine && new[] { Text, Team, Person, Account }.All(string.IsNullOrWhiteSpace))
            errors["/search"] = ["Choose what to search for."];
        return errors.Count == 0 ? null : new Invalid(errors);
    }

    internal void To(SavedSearch saved) =>
        (saved.Text, saved.Mine, saved.Team, saved.Person, saved.Account) = (Kept(Text), Mine, Kept(Team), Kept(Person), Kept(Account));

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
