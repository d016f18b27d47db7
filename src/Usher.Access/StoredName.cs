using System.Collections.Concurrent;
using System.Reflection;

namespace Usher.Access;

/// <summary>
/// The name by which an act, an entity, a property, a value of an enumeration, a job or a refusal is kept: in the audit log, which nobody
/// can rewrite, and in rows. Without it that is the name in the code; whoever renames something in the code says here what it is called in
/// store, and nothing that is stored changes.
/// </summary>
/// <param name="name">The name in store.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class StoredNameAttribute(string name) : Attribute
{
    /// <summary>The name in store.</summary>
    public string Name { get; } = name;

    /// <summary>Names it was stored by before: still read, never written.</summary>
    public string[] Former { get; init; } = [];
}

/// <summary>Looks names in store up.</summary>
public static class StoredNames
{
    private static readonly ConcurrentDictionary<MemberInfo, string> Names = new();
    private static readonly ConcurrentDictionary<Type, Values> Enums = new();

    /// <summary>What a type or a property is called in store.</summary>
    public static string Of(MemberInfo member) =>
        Names.GetOrAdd(member, static m => m.GetCustomAttribute<StoredNameAttribute>(inherit: false)?.Name ?? m.Name);

    /// <inheritdoc cref="Of(MemberInfo)"/>
    public static string Of<T>() => Of(typeof(T));

    /// <summary>What a property is called in store.</summary>
    /// <param name="property">Its name in the code.</param>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static string Of<T>(string property) =>
        Of(typeof(T).GetProperty(property) ?? throw new ArgumentException($"{typeof(T).Name} has no {property}.", nameof(property)));

    /// <summary>What a value of an enumeration is called in store.</summary>
    /// <exception cref="ArgumentException">The enumeration has no such value.</exception>
    public static string Of(Enum value) => ValuesOf(value.GetType()).Name.TryGetValue(value, out var name)
        ? name
        : throw new ArgumentException($"{value} is no {value.GetType().Name}.", nameof(value));

    /// <summary>What it was called in store before.</summary>
    public static IReadOnlyList<string> Former(MemberInfo member) =>
        member.GetCustomAttribute<StoredNameAttribute>(inherit: false)?.Former ?? [];

    /// <summary>The value of an enumeration that is, or was, called so in store; null: none.</summary>
    public static Enum? Find(Type enumeration, string name) => ValuesOf(enumeration).Value.GetValueOrDefault(name);

    /// <summary>The value of an enumeration that is, or was, called so in store.</summary>
    /// <exception cref="InvalidDataException">None is.</exception>
    public static T Read<T>(string name)
        where T : struct, Enum =>
            Find(typeof(T), name) is { } value
                ? (T)value
                : throw new InvalidDataException($"The store has an unknown {typeof(T).Name}.");

    private static Values ValuesOf(Type enumeration) => Enums.GetOrAdd(enumeration, static type => new(type));

    private sealed class Values
    {
        public Values(Type enumeration)
        {
            foreach (var field in enumeration.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                var value = (Enum)field.GetValue(null)!;
                Name.TryAdd(value, Of(field));
                foreach (var name in Former(field).Prepend(Of(field))) Value.Add(name, value);
            }
        }

        public Dictionary<Enum, string> Name { get; } = [];

        public Dictionary<string, Enum> Value { get; } = new(StringComparer.Ordinal);
    }
}
