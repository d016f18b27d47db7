namespace Usher.Access;

/// <summary>
/// The apps that every customer sees, at one version: a truth of its own, which the snapshots of customers point to. Immutable; safe to
/// share among threads.
/// </summary>
public sealed class AppCatalogue
{
    private readonly Dictionary<string, Guid> _ids;

    /// <summary>The catalogue at a version.</summary>
    /// <param name="version">Raised by every change of it.</param>
    /// <param name="apps">The apps; their slugs are unique.</param>
    public AppCatalogue(long version, IReadOnlyList<Named> apps)
    {
        Version = version;
        Apps = apps;
        _ids = apps.ToDictionary(app => app.Slug, app => app.Id, StringComparer.Ordinal);
    }

    /// <summary>No app, as before anything was published.</summary>
    public static AppCatalogue Empty { get; } = new(0, []);

    /// <summary>The version.</summary>
    public long Version { get; }

    /// <summary>The apps.</summary>
    public IReadOnlyList<Named> Apps { get; }

    /// <summary>The id of the app with this slug; null when there is none.</summary>
    public Guid? App(ReadOnlySpan<char> slug) => _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(slug, out var id) ? id : null;
}
