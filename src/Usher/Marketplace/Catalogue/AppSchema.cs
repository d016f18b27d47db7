using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// The JSON Schema (2020-12) of an app's configuration, bounded so that neither it nor what is held against it can take long: in size,
/// depth and expressions, without recursion, with regular expressions that need no going back. A member with <c>writeOnly</c> is a secret.
/// </summary>
public sealed class AppSchema
{
    private const int LongestSchema = 64 << 10;
    private const int MostDepth = 12;
    private const int MostNodes = 500;
    private const int MostPatterns = 50;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "$schema", "$defs", "$ref", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "type",
        "enum", "const", "properties", "required", "additionalProperties", "propertyNames", "minProperties", "maxProperties", "items",
        "prefixItems", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf", "anyOf", "oneOf", "if", "then", "else", "dependentRequired",
        "dependentSchemas", "x-ui",
    };

    private static readonly HashSet<string> Formats = new(StringComparer.Ordinal)
    {
        "uri", "email", "date", "time", "date-time", "uuid", "password",
    };

    private readonly JsonObject _root;
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private int _nodes;
    private int _patterns;

    /// <summary>Whether there are addresses in lists, or under names that the schema does not know.</summary>
    private bool _hasListed;

    private AppSchema(JsonObject root) => _root = root;

    static AppSchema() => SchemaKeywordRegistry.Register<QuickPattern>(QuickPatternJson.Default);

    /// <summary>The secrets, as JSON pointers.</summary>
    public IReadOnlySet<string> Secrets => _secrets;

    /// <summary>The members that are addresses of hosts, as JSON pointers: secrets are for the host they were given for.</summary>
    public IReadOnlySet<string> Addresses => _addresses;

    /// <summary>The schema as it was given.</summary>
    public JsonObject Json => _root;

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="fault">What is wrong with it, and where.</param>
    /// <returns>Null when it cannot be used.</returns>
    public static AppSchema? Read(JsonElement schema, out (string Pointer, string Sentence) fault)
    {
        fault = default;
        if (schema.GetRawText().Length > LongestSchema) fault = ("", $"A schema has at most {LongestSchema:N0} characters.");
        else if (AppDocument.Fault(schema) is { } bad) fault = bad;
        else
        {
            var root = JsonObject.Create(schema)!;
            var read = new AppSchema(root);
            if (root["$schema"] is { } draft && Text(draft)?.TrimEnd('#') != "https://json-schema.org/draft/2020-12/schema")
                fault = ("/$schema", "Use JSON Schema 2020-12.");
            else if (Text(root["type"]) != "object") fault = ("/type", "A configuration is an object: \"type\": \"object\".");
            else if (read.Look(root, "", "", 0, []) is { } wrong) fault = wrong;
            else if (Compiled(root) is not { } compiled || !IsSchema(compiled)) fault = ("", "This is no valid JSON Schema.");
            else return read;
        }

        return null;
    }

    /// <summary>
    /// The configuration without what belongs to branches of a <c>oneOf</c> that are not chosen any more: a member that the chosen branch
    /// and the rest of the object do not name, and another branch does.
    /// </summary>
    public JsonObject Pruned(JsonObject document)
    {
        var pruned = document.DeepClone().AsObject();
        AppBranches.Prune(_root, _root, pruned);
        return pruned;
    }

    /// <summary>What is wrong with a configuration: one sentence for each member, by JSON pointer; empty: nothing.</summary>
    /// <param name="document">The whole configuration, secrets among it.</param>
    public Dictionary<string, string[]> Faults(JsonObject document)
    {
        var chosen = AppBranches.Chosen(_root, _root, document);
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        QuickPattern.Begin();
        try
        {
            var results = Compiled(chosen)!.Evaluate(document, new EvaluationOptions
            {
                EvaluateAs = SpecVersion.Draft202012, OutputFormat = OutputFormat.List, RequireFormatValidation = true,
            });
            if (!results.IsValid) AppFaults.Gather(results, chosen, document, faults);
        }
        catch (Exception fault) when (fault is RegexMatchTimeoutException or FormatException or ArithmeticException)
        {
            faults[""] = [fault is RegexMatchTimeoutException ? "This takes too long to check: the app’s schema is too complicated for it." : "A number can’t be checked."];
            return faults;
        }

        foreach (var (pointer, address) in AddressesIn(document))
            if (Host(address) is null) faults.TryAdd(pointer, ["Enter an address that begins with https://, without a user name."]);
        return faults;
    }

    /// <summary>
    /// The addresses in a configuration, by JSON pointer: under the members that are addresses, and whatever reads as one in lists and under
    /// names that the schema does not know.
    /// </summary>
    public IEnumerable<(string Pointer, string Address)> AddressesIn(JsonObject document)
    {
        foreach (var pointer in _addresses.Order(StringComparer.Ordinal))
            if (Text(AppDocument.Get(document, pointer)) is { } address) yield return (pointer, address);
        if (!_hasListed) yield break;
        foreach (var pointer in AppDocument.Rows(document).Keys.Where(pointer => !_members.Contains(pointer)))
            if (Text(AppDocument.Get(document, pointer)) is { } text && text.Contains("://", StringComparison.Ordinal)) yield return (pointer, text);
    }

    /// <summary>
    /// Those of these secrets that belong to a configuration: not those of branches of a <c>oneOf</c> that are not chosen.
    /// </summary>
    public IReadOnlySet<string> Fitting(JsonObject values, IEnumerable<string> secrets)
    {
        var (whole, all) = (values.DeepClone().AsObject(), secrets.Where(_secrets.Contains).ToList());
        foreach (var pointer in all) AppDocument.Set(whole, pointer, "");
        var pruned = Pruned(whole);
        return all.Where(pointer => AppDocument.Get(pruned, pointer) is not null).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Whether a configuration may have a member here, named by the schema or not: where the schema does not clearly close it, it may.
    /// </summary>
    /// <param name="pointer">The member, as a JSON pointer.</param>
    public bool Admits(string pointer) => Admits(_root, AppDocument.Names(pointer));

    private bool Admits(JsonNode? schema, ReadOnlySpan<string> names)
    {
        if (schema is JsonValue flag && flag.TryGetValue(out bool anything)) return anything;
        if (Meant(_root, schema) is not { } node || names.IsEmpty) return true;
        if (node["type"] is { } type && !(type as JsonArray ?? [type.DeepClone()]).Any(one => Text(one) == "object")) return false;
        var named = node["properties"] as JsonObject;
        var below = named?.ContainsKey(names[0]) == true ? named[names[0]] : node["additionalProperties"];
        if (!Admits(below, names[1..])) return false;
        if (node["$ref"] is { } reference && !Admits(AppDocument.Get(_root, Text(reference)![1..]), names)) return false;
        foreach (var one in node["allOf"] as JsonArray ?? [])
            if (!Admits(one, names)) return false;
        return AnyAdmits(node["anyOf"] as JsonArray, names) && AnyAdmits(node["oneOf"] as JsonArray, names);
    }

    private bool AnyAdmits(JsonArray? branches, ReadOnlySpan<string> names)
    {
        if (branches is null) return true;
        foreach (var branch in branches)
            if (Admits(branch, names)) return true;
        return false;
    }

    /// <summary>The host of an https address; null when it is none that can be used.</summary>
    internal static string? Host(string? address) =>
        address?.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) == false && Uri.TryCreate(address, UriKind.Absolute, out var url) && url is { Scheme: "https", UserInfo: "", Fragment: "" } ? url.Authority : null;

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Follows references inside the schema: to the schema that is meant.</summary>
    internal static JsonObject? Meant(JsonObject root, JsonNode? node)
    {
        for (var steps = 0; node is JsonObject schema; steps++)
        {
            if (Text(schema["$ref"]) is not { } reference || schema.Count > 1) return schema;
            if (steps > MostDepth) return null;
            node = AppDocument.Get(root, reference[1..]);
        }

        return null;
    }

    private static JsonSchema? Compiled(JsonObject schema)
    {
        try
        {
            return JsonSchema.FromText(schema.ToJsonString());
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static bool IsSchema(JsonSchema schema)
    {
        try
        {
            schema.Evaluate(new JsonObject(), new EvaluationOptions { EvaluateAs = SpecVersion.Draft202012 });
            return true;
        }
        catch (Exception fault) when (fault is JsonSchemaException or RefResolutionException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Looks at a schema and all that it leads to: the first fault, null when there is none.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="at">Where it stands, as a JSON pointer into the whole.</param>
    /// <param name="member">The member of the configuration that it is about; null: one without a name of its own.</param>
    /// <param name="depth">How deep it is.</param>
    /// <param name="within">The references that lead here.</param>
    private (string, string)? Look(JsonNode? schema, string at, string? member, int depth, IReadOnlyList<string> within)
    {
        if (schema is JsonValue flag && flag.TryGetValue(out bool _)) return null;
        if (schema is not JsonObject node) return (at, "Expected a schema.");
        if (depth > MostDepth) return (at, $"A schema is at most {MostDepth} levels deep.");
        if (++_nodes > MostNodes) return ("", $"A schema has at most {MostNodes} parts, each counted wherever it is used.");
        if (node.Select(one => one.Key).FirstOrDefault(name => !Keywords.Contains(name)) is { } unknown)
            return (JsonPointers.Below(at, unknown), "This keyword is not supported.");
        if (member is not null && member.Length > 0) _members.Add(member);
        return Marked(node, at, member) ?? Below(node, at, member, depth, within);
    }

    private (string, string)? Marked(JsonObject node, string at, string? member)
    {
        if (node["pattern"] is not null && ++_patterns > MostPatterns) return (at + "/pattern", $"A schema has at most {MostPatterns} regular expressions.");
        if (node["multipleOf"] is { } step && !(step is JsonValue number && number.TryGetValue(out decimal by) && by > 0))
            return (at + "/multipleOf", "Use a number above 0.");
        if (node["pattern"] is { } pattern && !QuickPattern.CanRead(Text(pattern)))
            return (at + "/pattern", "Use a regular expression without back-references and without looking ahead or back.");
        if (node["format"] is { } format && !Formats.Contains(Text(format) ?? ""))
            return (at + "/format", $"Use one of these formats: {string.Join(", ", Formats)}.");
        if (Text(node["format"]) == "uri")
        {
            if (member is null) _hasListed = true;
            else _addresses.Add(member);
        }

        if (node["writeOnly"] is not JsonValue value || !value.TryGetValue(out bool isSecret) || !isSecret) return null;
        if (member is null) return (at + "/writeOnly", "A secret is a member of an object, not of a list.");
        if (Text(node["type"]) != "string") return (at + "/type", "A secret is a string.");
        _secrets.Add(member);
        return null;
    }

    private (string, string)? Below(JsonObject node, string at, string? member, int depth, IReadOnlyList<string> within)
    {
        foreach (var (name, value) in node)
        {
            var here = JsonPointers.Below(at, name);
            var fault = name switch
            {
                "properties" or "$defs" or "dependentSchemas" when value is not JsonObject => (here, "Expected an object."),
                "properties" => value!.AsObject().Select(one => Look(one.Value, JsonPointers.Below(here, one.Key),
                    member is null ? null : JsonPointers.Below(member, one.Key), depth + 1, within)).FirstOrDefault(found => found is not null),
                "dependentSchemas" => value!.AsObject().Select(one => Look(one.Value, JsonPointers.Below(here, one.Key), member, depth + 1, within))
                    .FirstOrDefault(found => found is not null),
                "items" or "additionalProperties" or "propertyNames" => Look(value, here, null, depth + 1, within),
                "if" or "then" or "else" => Look(value, here, member, depth + 1, within),
                "allOf" or "anyOf" or "oneOf" or "prefixItems" => value is JsonArray all
                    ? all.Index().Select(one => Look(one.Item, $"{here}/{one.Index}", name == "prefixItems" ? null : member, depth + 1, within))
                        .FirstOrDefault(found => found is not null)
                    : (here, "Expected a list."),
                "$ref" => Referred(Text(value), here, member, depth, within),
                _ => null,
            };
            if (fault is not null) return fault;
        }

        return null;
    }

    private (string, string)? Referred(string? reference, string at, string? member, int depth, IReadOnlyList<string> within)
    {
        if (reference is null || !reference.StartsWith("#/$defs/", StringComparison.Ordinal))
            return (at, "Refer to what is under #/$defs only.");
        if (within.Contains(reference, StringComparer.Ordinal)) return (at, "A schema that contains itself is not supported.");
        return AppDocument.Get(_root, reference[1..]) is { } meant
            ? Look(meant, reference[1..], member, depth + 1, [.. within, reference])
            : (at, "There is nothing of this name.");
    }
}
