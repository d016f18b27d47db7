using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app's configuration in one tenant: the version that serves there, what is stored, and what somebody enters now.</summary>
/// <param name="Version">The version whose schema it is judged by.</param>
/// <param name="Last">The save that is in force, as the version has it; null: nothing was saved yet.</param>
/// <param name="Rows">What is stored, by JSON pointer.</param>
/// <param name="Values">The configuration in force, its secrets apart.</param>
internal sealed record AppConfiguration(AppVersion Version, AppSave? Last, IReadOnlyDictionary<string, AppSetting> Rows, JsonObject Values)
{
    private readonly AppSchema? _schema = Version.ReadSchema;

    /// <summary>The number of the save in force; 0: nothing was saved yet.</summary>
    public int Number => Last?.Number ?? 0;

    /// <summary>The schema; null: it has no configuration.</summary>
    public AppSchema? Schema => _schema;

    public static async Task<AppConfiguration> Of(Work work, AppStep step)
    {
        var version = await AppVersions.Serving(work, step);
        var last = await work.Db.Set<AppSave>().Where(s => s.TenantId == step.Tenant.Id && s.AppId == step.App.Id)
            .OrderByDescending(s => s.Number).FirstOrDefaultAsync();
        var rows = await work.Db.Set<AppSetting>().Where(s => s.TenantId == step.Tenant.Id && s.AppId == step.App.Id)
            .ToDictionaryAsync(s => s.Name, StringComparer.Ordinal);
        var values = last is null
            ? []
            : StoredConfigurations.Moved(JsonNode.Parse(last.Values)!.AsObject(), await StoredConfigurations.Steps(work, step.App, last.Version, version.Number));
        return new(version, last, rows, values);
    }

    /// <summary>The refusal of what is entered, each fault at its member; null when it can be stored.</summary>
    public Refusal? Fault(GivenConfiguration? given)
    {
        if (_schema is null)
            return given is null or { Values.Count: 0, Secrets.Count: 0 } ? null : new Invalid("/values", "The app has no configuration.");
        var values = _schema.Pruned(given?.Values ?? Values);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var pointer in _schema.Secrets.Where(pointer => AppDocument.Get(values, pointer) is not null))
            errors["/values" + pointer] = ["This is a secret. Enter it under secrets."];
        foreach (var pointer in (given?.Secrets.Keys ?? []).Where(pointer => !_schema.Secrets.Contains(pointer)))
            errors["/secrets" + pointer] = ["The app has no secret of this name."];
        if (errors.Count > 0) return new Invalid(errors);

        var whole = values.DeepClone().AsObject();
        var kept = Kept(given, values);
        // A secret that stays is judged by its being there alone: by what it is, a schema could tell it piece by piece.
        foreach (var pointer in kept.Keys) AppDocument.Set(whole, pointer, "");
        var entered = given?.Entered.ToList() ?? [];
        foreach (var pointer in entered.Select(one => one.Key).Except(_schema.Fitting(values, kept.Keys.Concat(entered.Select(one => one.Key))), StringComparer.Ordinal))
            errors["/secrets" + pointer] = ["This secret belongs to a choice that isn’t chosen."];
        if (errors.Count > 0) return new Invalid(errors);
        foreach (var (pointer, secret) in entered) AppDocument.Set(whole, pointer, secret.Value);
        foreach (var (pointer, sentences) in _schema.Faults(_schema.Pruned(whole)))
            if (!kept.ContainsKey(pointer)) errors["/values" + pointer] = sentences;
        if (errors.Count > 0) return new Invalid(errors);
        var shown = AppDocument.Rows(values).FirstOrDefault(row => SecretLooks.Like(row.Value)
            && given?.Accepted.Contains(row.Key) == false && Rows.GetValueOrDefault(row.Key)?.Value != row.Value).Key;
        return shown is null ? null : new LooksLikeSecret(shown);
    }

    /// <summary>Stores what is entered: a row for each value, and the save.</summary>
    public void Store(Work work, AppStep step, GivenConfiguration? given)
    {
        if (_schema is null || given is null) return;
        var values = _schema.Pruned(given.Values);
        var (rows, kept, changed) = (AppDocument.Rows(values), Kept(given, values), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var (pointer, row) in Rows)
        {
            var isGiven = given.Secrets.GetValueOrDefault(pointer) is not null;
            if (row.Sealed is not null ? kept.ContainsKey(pointer) || isGiven : rows.ContainsKey(pointer)) continue;
            work.Db.Remove(row);
            changed.Add(pointer);
        }

        foreach (var (pointer, value) in rows)
        {
            if (Rows.GetValueOrDefault(pointer)?.Value == value) continue;
            Row(work, step, pointer).Value = value;
            changed.Add(pointer);
        }

        foreach (var (pointer, secret) in given.Secrets)
        {
            if (secret is null) continue;
            Row(work, step, pointer).Sealed = secret.Sealed;
            changed.Add(pointer);
        }

        if (changed.Count == 0 && Last?.Version == Version.Number) return;
        work.Db.Add(new AppSave
        {
            TenantId = step.Tenant.Id, AppId = step.App.Id, Number = Number + 1, Version = Version.Number, By = work.Actor.Id, At = work.Now,
            Values = values.ToJsonString(), Changed = string.Join('\n', changed),
        });
    }

    /// <summary>
    /// The secrets that stay as they are: not those entered or cleared now, or of a choice that is not chosen any more, and none when the host
    /// they are for changes.
    /// </summary>
    private Dictionary<string, AppSetting> Kept(GivenConfiguration? given, JsonObject values)
    {
        if (Last is not null && IsElsewhere(values)) return [];
        var stay = Rows.Where(row => row.Value.Sealed is not null && given?.Secrets.ContainsKey(row.Key) != true).ToDictionary(StringComparer.Ordinal);
        var fitting = _schema!.Fitting(values, stay.Keys.Concat(given?.Entered.Select(one => one.Key) ?? []));
        return stay.Where(row => fitting.Contains(row.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private AppSetting Row(Work work, AppStep step, string pointer)
    {
        if (Rows.GetValueOrDefault(pointer) is { } known) return known;
        var row = new AppSetting { TenantId = step.Tenant.Id, AppId = step.App.Id, Name = pointer };
        work.Db.Add(row);
        return row;
    }

    /// <summary>Whether a member names another host than before, or a list one that was nowhere before.</summary>
    private bool IsElsewhere(JsonObject values)
    {
        var before = _schema!.AddressesIn(Values).ToDictionary(one => one.Pointer, one => AppSchema.Host(one.Address), StringComparer.Ordinal);
        var now = _schema.AddressesIn(values).ToDictionary(one => one.Pointer, one => AppSchema.Host(one.Address), StringComparer.Ordinal);
        return before.Any(was => was.Value is not null && _schema.Addresses.Contains(was.Key) && was.Value != now.GetValueOrDefault(was.Key))
            || now.Any(one => !_schema.Addresses.Contains(one.Key) && !before.ContainsValue(one.Value));
    }
}
