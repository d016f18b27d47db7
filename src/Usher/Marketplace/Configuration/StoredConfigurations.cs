using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Stored configurations across versions: brought to a newer one when they are read, never rewritten by who publishes.</summary>
internal static class StoredConfigurations
{
    /// <summary>How long the configurations of all tenants may take together: changes of others wait meanwhile.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>The steps from one version to another, in order.</summary>
    public static async Task<IReadOnlyList<AppMigration>> Steps(Work work, App app, int from, int to) => from >= to
        ? []
        : [.. (await work.Db.Set<AppVersion>().Where(v => v.AppId == app.Id && v.Number > from && v.Number <= to)
            .OrderBy(v => v.Number).ToListAsync()).SelectMany(v => v.ReadMigration)];

    /// <summary>A configuration after these steps.</summary>
    public static JsonObject Moved(JsonObject values, IEnumerable<AppMigration> steps)
    {
        foreach (var step in steps)
        {
            var value = AppDocument.Get(values, step.Member);
            if (step.Value is { } given)
            {
                if (value is null) AppDocument.Set(values, step.Member, JsonNode.Parse(given.GetRawText()));
                continue;
            }

            if (value is null) continue;
            AppDocument.Remove(values, step.Member);
            if (step.To is { } to) AppDocument.Set(values, to, value.DeepClone());
        }

        return values;
    }

    /// <summary>Refuses a new schema that would not accept what tenants have configured; null: it would.</summary>
    /// <param name="work">The act.</param>
    /// <param name="app">The app.</param>
    /// <param name="versions">Its versions, in order.</param>
    /// <param name="schema">The new schema; null: it has no configuration, and what is stored is left.</param>
    /// <param name="steps">The new version's own migration.</param>
    public static async Task<Refusal?> Fault(Work work, App app, IReadOnlyList<AppVersion> versions, AppSchema? schema,
        IReadOnlyList<AppMigration> steps)
    {
        if (schema is null) return null;
        var (saves, secrets, names) = app.Owner is null
            ? await work.Db.Everywhere(Across.Configurations, () => Read(work, app, isEverywhere: true))
            : await Read(work, app, isEverywhere: false);
        return Fault(schema, saves.Count, saves.Select(save => new StoredConfiguration(
                names.GetValueOrDefault(save.TenantId, ""),
                Moved(JsonNode.Parse(save.Values)!.AsObject(),
                    versions.Where(v => v.Number > save.Version).SelectMany(v => v.ReadMigration).Concat(steps)),
                secrets[save.TenantId].ToHashSet(StringComparer.Ordinal))),
            Budget);
    }

    /// <summary>The same of these, within this time.</summary>
    internal static Refusal? Fault(AppSchema schema, int count, IEnumerable<StoredConfiguration> all, TimeSpan budget)
    {
        var (broken, began) = (new List<string>(), Environment.TickCount64);
        foreach (var stored in all)
        {
            if (Environment.TickCount64 - began >= budget.TotalMilliseconds) return new ConfigurationsTakeTooLong(count);
            var whole = schema.Pruned(stored.Values);
            // Secrets are sealed: that they are there is judged, and not what they are.
            foreach (var pointer in stored.Secrets.Where(schema.Secrets.Contains)) AppDocument.Set(whole, pointer, "");
            var faults = schema.Faults(whole).Where(fault => !stored.Secrets.Contains(fault.Key)).ToList();
            if (faults.Count > 0) broken.Add($"{stored.Tenant} ({faults[0].Key}: {faults[0].Value[0]})");
        }

        return broken.Count > 0 ? new WouldBreakConfigurations([.. broken.Order(StringComparer.Ordinal)]) : null;
    }

    private static async Task<(List<AppSave> Saves, ILookup<Guid, string> Secrets, Dictionary<Guid, string> Names)> Read(
        Work work, App app, bool isEverywhere)
    {
        var (saves, settings, tenants) = (work.Db.Set<AppSave>().AsNoTracking(), work.Db.Set<AppSetting>().AsNoTracking(),
            work.Db.Set<Tenant>().AsNoTracking());
        if (isEverywhere)
            (saves, settings, tenants) = (saves.IgnoreQueryFilters(), settings.IgnoreQueryFilters(), tenants.IgnoreQueryFilters());
        var last = await saves.Where(s => s.AppId == app.Id
            && !saves.Any(n => n.AppId == s.AppId && n.TenantId == s.TenantId && n.Number > s.Number)).ToListAsync();
        var ids = last.ConvertAll(s => s.TenantId);
        var secrets = await settings.Where(s => s.AppId == app.Id && s.Sealed != null).Select(s => new { s.TenantId, s.Name }).ToListAsync();
        var names = await tenants.Where(t => ids.Contains(t.Id))
            .Join(work.Db.Customers.IgnoreQueryFilters(), t => t.CustomerId, c => c.Id, (t, c) => new { t.Id, Customer = c.Slug, Tenant = t.Slug })
            .ToDictionaryAsync(t => t.Id, t => $"{t.Customer}/{t.Tenant}");
        return (last, secrets.ToLookup(s => s.TenantId, s => s.Name), names);
    }
}

/// <summary>What a tenant has configured, as a new version would have it.</summary>
/// <param name="Tenant">Customer and tenant, by slug.</param>
/// <param name="Values">The values.</param>
/// <param name="Secrets">The secrets that are there, as JSON pointers.</param>
internal sealed record StoredConfiguration(string Tenant, JsonObject Values, IReadOnlySet<string> Secrets);
