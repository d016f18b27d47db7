using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Calls.SavedSearches;

/// <summary>One more search than one may keep.</summary>
public sealed record TooManySavedSearches() : Refusal($"You have {SaveSearch.Most} saved searches, which is the most you can. Delete one first.");

/// <summary>Keeps a search under a name.</summary>
/// <param name="Name">1 to 80 characters.</param>
/// <param name="Search">What it searches for.</param>
/// <param name="Notify">Whether to be notified of each new call that it finds.</param>
public sealed record SaveSearch(string? Name, SearchedFor? Search, bool Notify = false) : Change<Nothing, SavedSearchView>
{
    /// <summary>How many one may keep.</summary>
    internal const int Most = 50;

    private const int LongestName = 80;

    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found) => Fault(Name, Search)
        ?? (await work.Db.Set<SavedSearch>().CountAsync(s => s.UserId == work.Actor.Id) >= Most ? new TooManySavedSearches() : null);

    /// <inheritdoc/>
    public override Task<SavedSearchView> Run(Work work, Nothing found)
    {
        var saved = new SavedSearch { Id = work.NewId(), UserId = work.Actor.Id, Name = Called(Name)!, Notify = Notify };
        Search!.To(saved);
        work.Db.Add(saved);
        return Task.FromResult(SavedSearchView.Of(saved));
    }

    internal static Refusal? Fault(string? name, SearchedFor? search) => Called(name) is null
        ? new Invalid("/name", $"Enter a name of 1 to {LongestName} characters.")
        : search is null ? new Invalid("/search", "Choose what to search for.") : search.Fault();

    internal static string? Called(string? name) => PlainText.OneLine(name ?? "", LongestName) is { Length: > 0 } text ? text : null;
}

/// <summary>Changes a saved search of one's own: its name, what it searches for, whether one is notified.</summary>
/// <param name="Id">The saved search.</param>
/// <param name="Name">1 to 80 characters.</param>
/// <param name="Search">What it searches for.</param>
/// <param name="Notify">Whether to be notified of each new call that it finds.</param>
public sealed record EditSavedSearch(Guid Id, string? Name, SearchedFor? Search, bool Notify) : Change<SavedSearch, SavedSearchView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<SavedSearch>?> Find(Work work) => OwnSavedSearch.Find(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, SavedSearch found) => Task.FromResult(SaveSearch.Fault(Name, Search));

    /// <inheritdoc/>
    public override Task<SavedSearchView> Run(Work work, SavedSearch found)
    {
        (found.Name, found.Notify) = (SaveSearch.Called(Name)!, Notify);
        Search!.To(found);
        return Task.FromResult(SavedSearchView.Of(found));
    }
}

/// <summary>Deletes a saved search of one's own. The calls it found stay.</summary>
/// <param name="Id">The saved search.</param>
public sealed record DeleteSavedSearch(Guid Id) : Change<SavedSearch, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<SavedSearch>?> Find(Work work) => OwnSavedSearch.Find(work, Id);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SavedSearch found)
    {
        work.Db.Remove(found);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>One's own saved searches, by name.</summary>
public sealed record ListSavedSearches : Listing<Nothing, Page<SavedSearchView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Page<SavedSearchView>> Run(Work work, Nothing found)
    {
        var saved = await work.Db.Set<SavedSearch>().Where(s => s.UserId == work.Actor.Id).ToListAsync();
        return Part(work, saved, search => new(search.Name, search.Id), work.Order.Compare).Show(SavedSearchView.Of);
    }
}

/// <summary>Finds a saved search of the caller's own; that of another is like none.</summary>
internal static class OwnSavedSearch
{
    public static async Task<Found<SavedSearch>?> Find(Work work, Guid id) =>
        await Oneself.Find(work, notificationsOnly: true) is { } own
        && await work.Db.Set<SavedSearch>().FirstOrDefaultAsync(s => s.Id == id && s.UserId == work.Actor.Id) is { } saved
            ? new(own.Target, saved)
            : null;
}
