using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Reads entries that were written before something was renamed in store: the result has the names of today. The entries
/// themselves stay as they were hashed.
/// </summary>
/// <param name="types">The acts, entities and refusals that there are.</param>
public sealed class FormerNames(IEnumerable<Type> types)
{
    private static readonly Dictionary<string, Type> OfEntry = new(StringComparer.Ordinal)
    {
        ["section"] = typeof(Section), ["door"] = typeof(Door), ["ground"] = typeof(Ground), ["kind"] = typeof(ActorKind),
    };

    private readonly ILookup<string, Type> _acts = Named(types, IsAct);
    private readonly ILookup<string, Type> _refusals = Named(types, typeof(Refusal).IsAssignableFrom);
    private readonly ILookup<string, Type> _entities = Named(types, IsEntity);
    private readonly bool _any = types.Any(type => StoredNames.Former(type).Count > 0
        || type.GetProperties().Any(p => StoredNames.Former(p).Count > 0 || Enumeration(p) is { } of && Renamed(of)))
        || OfEntry.Values.Any(Renamed);

    /// <summary>The former names of what Usher has.</summary>
    public static FormerNames Known { get; } = new(typeof(Refusal).Assembly.GetTypes().Concat(typeof(FormerNames).Assembly.GetTypes())
        .Where(type => !type.IsAbstract && (IsAct(type) || IsEntity(type) || typeof(Refusal).IsAssignableFrom(type))));

    /// <summary>Whether a type is an act.</summary>
    public static bool IsAct(Type type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
            if (above.IsGenericType && above.GetGenericTypeDefinition() == typeof(UseCase<,>)) return true;
        return false;
    }

    /// <summary>Whether a type is an entity.</summary>
    public static bool IsEntity(Type type) =>
        type.IsClass && (typeof(ICustomerOwned).IsAssignableFrom(type) || typeof(IGlobalEntity).IsAssignableFrom(type));

    /// <summary>Every name that entries of an act may have.</summary>
    /// <param name="act">The name of today, or a former one.</param>
    public IReadOnlyList<string> OfAct(string act) =>
        _acts[act].FirstOrDefault() is { } type ? [StoredNames.Of(type), .. StoredNames.Former(type)] : [act];

    /// <summary>What an act is called today.</summary>
    public string Act(string act) => Today(_acts, act);

    /// <summary>What a refusal is called today.</summary>
    public string? Refusal(string? code) => code is null ? null : Today(_refusals, code);

    /// <summary>An entry's body in the names of today.</summary>
    public JsonElement Renew(JsonElement body)
    {
        if (!_any) return body;
        var entry = JsonObject.Create(body)!;
        Rename(entry, "act", name => Today(_acts, name));
        Rename(entry, "refused", name => Today(_refusals, name));
        foreach (var (member, of) in OfEntry)
            Rename(member == "kind" ? entry["actor"] as JsonObject : entry, member, name => Today(of, name));
        foreach (var change in entry["changes"]!.AsArray()) Renew(change!.AsObject());
        return entry.Deserialize<JsonElement>();
    }

    private void Renew(JsonObject change)
    {
        if (_entities[change["entity"]!.GetValue<string>()].FirstOrDefault() is not { } entity) return;
        change["entity"] = StoredNames.Of(entity);
        foreach (var property in entity.GetProperties())
        {
            foreach (var former in StoredNames.Former(property))
            {
                if (!change.Remove(former, out var told)) continue;
                change[StoredNames.Of(property)] = told;
            }

            if (Enumeration(property) is not { } of || change[StoredNames.Of(property)] is not JsonObject values) continue;
            Rename(values, "before", name => Today(of, name));
            Rename(values, "after", name => Today(of, name));
        }
    }

    private static void Rename(JsonObject? of, string member, Func<string, string> today)
    {
        if (of?[member] is JsonValue value && value.TryGetValue(out string? name)) of[member] = today(name);
    }

    private static string Today(ILookup<string, Type> of, string name) =>
        of[name].FirstOrDefault() is { } type ? StoredNames.Of(type) : name;

    private static string Today(Type enumeration, string name) =>
        StoredNames.Find(enumeration, name) is { } value ? StoredNames.Of(value) : name;

    private static ILookup<string, Type> Named(IEnumerable<Type> types, Func<Type, bool> which) => types.Where(which)
        .SelectMany(type => StoredNames.Former(type).Prepend(StoredNames.Of(type)).Select(name => (Name: name, Type: type)))
        .ToLookup(named => named.Name, named => named.Type, StringComparer.Ordinal);

    private static Type? Enumeration(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is { IsEnum: true } type ? type : null;

    private static bool Renamed(Type enumeration) =>
        enumeration.GetFields(BindingFlags.Public | BindingFlags.Static).Any(field => StoredNames.Former(field).Count > 0);
}
