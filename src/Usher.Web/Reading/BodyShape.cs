using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Usher.Platform;

namespace Usher.Web.Reading;

/// <summary>
/// Compares a body with the type that it becomes, before it becomes it, and says of every member what is wrong with it: unknown, there
/// twice, missing, null where a list or a value belongs, not one of the words of an enumeration, a time without its offset. What a lenient
/// reader passes over widens what was asked for.
/// </summary>
/// <param name="options">How JSON is read here.</param>
internal sealed class BodyShape(JsonSerializerOptions options)
{
    private const int MostFaults = 20;

    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    /// <summary>What is wrong, by JSON pointer (RFC 6901); empty: nothing.</summary>
    public IReadOnlyDictionary<string, string[]> Faults => _faults;

    /// <summary>The words that an enumeration's values are written as.</summary>
    public static IReadOnlyList<string> Words(Type enumeration) =>
        [.. Enum.GetNames(enumeration).Select(name => enumeration.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.KebabCaseLower.ConvertName(name))];

    /// <summary>Whether a body has to have the member: it has no default, and may not be null.</summary>
    public static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false } && !property.IsSetNullable;

    /// <summary>Whether a member may be written as <c>null</c>: an optional value, never a list.</summary>
    public static bool MayBeNull(JsonPropertyInfo property) =>
        property.IsSetNullable
            && property.Options.GetTypeInfo(property.PropertyType).Kind is JsonTypeInfoKind.None or JsonTypeInfoKind.Object;

    /// <summary>The members that a body may have.</summary>
    public static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null);

    /// <summary>Compares a value with its type.</summary>
    public void Compare(JsonElement value, Type type, string pointer = "")
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = options.GetTypeInfo(type);
        if (value.ValueKind == JsonValueKind.Null) Fault(pointer, "Must not be null.");
        else if (type.IsEnum) CompareWord(value, type, pointer);
        else if (type == typeof(DateTimeOffset)) CompareMoment(value, pointer);
        else if (info.Kind == JsonTypeInfoKind.Object) CompareMembers(value, info, pointer);
        else if (info.Kind == JsonTypeInfoKind.Enumerable) CompareItems(value, info.ElementType!, pointer);
        else if (!CanRead(value, info)) Fault(pointer, Expected(type));
    }

    private void CompareMembers(JsonElement value, JsonTypeInfo type, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(pointer, "Expected an object.");
            return;
        }

        var known = Members(type).ToDictionary(property => property.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!TryName(member, out var name)) Fault(pointer, "The member's name is not valid text.");
            else if (!seen.Add(name)) Fault(JsonPointers.Below(pointer, name), "Given twice.");
            else if (!known.TryGetValue(name, out var property)) Fault(JsonPointers.Below(pointer, name), Unknown(name, known.Keys));
            else if (member.Value.ValueKind != JsonValueKind.Null) Compare(member.Value, property.PropertyType, JsonPointers.Below(pointer, name));
            else if (!MayBeNull(property)) Fault(JsonPointers.Below(pointer, name), "Must not be null. Leave the member out, or give a value.");
        }

        foreach (var property in known.Values.Where(property => IsRequired(property) && !seen.Contains(property.Name)))
            Fault(JsonPointers.Below(pointer, property.Name), "Required.");
    }

    private void CompareItems(JsonElement value, Type item, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(pointer, "Expected a list.");
            return;
        }

        foreach (var (at, element) in value.EnumerateArray().Index())
            Compare(element, item, $"{pointer}/{at}");
    }

    private void CompareWord(JsonElement value, Type type, string pointer)
    {
        var words = Words(type);
        if (value.ValueKind != JsonValueKind.String || !words.Any(value.ValueEquals))
            Fault(pointer, $"One of: {string.Join(", ", words)}.");
    }

    private void CompareMoment(JsonElement value, string pointer)
    {
        if (value.ValueKind != JsonValueKind.String || !CanRead(value, options.GetTypeInfo(typeof(string)))
            || !Moment.TryRead(value.GetString(), out _))
            Fault(pointer, Moment.Expected);
    }

    /// <summary>Whether a value without members of its own is what belongs there, by the reader that will read it.</summary>
    private static bool CanRead(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second is how half of a surrogate pair is met.
            return false;
        }
    }

    private static string Expected(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => "Expected a text.",
        TypeCode.Boolean => "Expected true or false.",
        TypeCode.Int32 or TypeCode.Int64 => "Expected a whole number.",
        TypeCode.Double or TypeCode.Decimal => "Expected a number.",
        _ when type == typeof(Guid) => "Expected an id.",
        _ when type == typeof(TimeOnly) => "Expected a time of day, such as 08:30.",
        _ => "This value can't be read.",
    };

    /// <summary>What is said of a name that nothing has.</summary>
    internal static string Unknown(string name, IReadOnlyCollection<string> known) =>
        Nearest.Of(name, [.. known]) is { } near ? $"Unknown. Did you mean {near}?"
        : known.Count == 0 ? "Unknown: nothing is expected here."
        : $"Unknown. Expected one of: {string.Join(", ", known)}.";

    private static bool TryName(in JsonProperty member, out string name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            name = "";
            return false;
        }
    }

    private void Fault(string pointer, string sentence)
    {
        if (_faults.Count < MostFaults) _faults.TryAdd(pointer, [sentence]);
    }
}
