using System.Collections.Concurrent;
using System.Text.Json;

namespace Signage;

/// <summary>What the screens show, in each tenant where Signage is active. A real one would keep it; this one forgets at its end.</summary>
public sealed class Screens
{
    private const int MostScreens = 200;
    private const int LongestText = 500;

    private readonly ConcurrentDictionary<string, TenantScreens> _tenants = new(StringComparer.Ordinal);

    /// <summary>The tenants where Signage is active, by slug.</summary>
    public IEnumerable<string> Tenants => _tenants.Keys.Order(StringComparer.Ordinal);

    /// <summary>Takes a tenant's configuration; what its screens show stays.</summary>
    public void Configure(string tenant, JsonElement configuration) => _tenants.AddOrUpdate(
        tenant, _ => new(configuration), (_, known) => new(configuration) { Shown = known.Shown });

    /// <summary>Forgets a tenant where Signage is not active any more, with the secrets of its configuration.</summary>
    public void Forget(string tenant) => _tenants.TryRemove(tenant, out _);

    /// <summary>Forgets every tenant but these.</summary>
    public void KeepOnly(IReadOnlyCollection<string> tenants)
    {
        foreach (var tenant in _tenants.Keys.Except(tenants, StringComparer.Ordinal)) Forget(tenant);
    }

    /// <summary>What the screens of a tenant show, by screen, the one that waits by its welcome; null: Signage is not active there.</summary>
    public IReadOnlyDictionary<string, string>? Shown(string tenant)
    {
        if (!_tenants.TryGetValue(tenant, out var here)) return null;
        var shown = here.Shown.ToDictionary(one => one.Key, one => one.Value.Text, StringComparer.Ordinal);
        if (shown.Count == 0) shown["waiting"] = Welcome(here.Configuration);
        return shown;
    }

    /// <summary>Has a screen show something.</summary>
    /// <returns>False: Signage is not active there.</returns>
    public bool Show(string tenant, string screen, string text, string by)
    {
        if (!_tenants.TryGetValue(tenant, out var here)) return false;
        if (screen.Length > 40 || text.Length > LongestText || here.Shown.Count >= MostScreens) throw new BadHttpRequestException("Too long, or too many screens.");
        here.Shown[screen] = (text, by);
        return true;
    }

    /// <summary>Takes down what a person who is no user any more put up.</summary>
    public void TakeDown(string email)
    {
        foreach (var here in _tenants.Values)
            foreach (var (screen, shown) in here.Shown)
                if (string.Equals(shown.By, email, StringComparison.OrdinalIgnoreCase)) here.Shown.TryRemove(screen, out _);
    }

    private static string Welcome(JsonElement configuration) =>
        configuration.TryGetProperty("welcome", out var welcome) && welcome.GetString() is { } words ? words : "Welcome";

    private sealed record TenantScreens(JsonElement Configuration)
    {
        public ConcurrentDictionary<string, (string Text, string By)> Shown { get; init; } = new(StringComparer.Ordinal);
    }
}
