using System.Text.Json.Nodes;
using Json.Schema;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Says what is wrong with a configuration in sentences that whoever fills in a form can act on.</summary>
internal static class AppFaults
{
    /// <summary>Adds one sentence for each member that is wrong.</summary>
    public static void Gather(EvaluationResults results, JsonObject schema, JsonObject document, Dictionary<string, string[]> faults)
    {
        // A member's own fault says more than that of what it stands in: the deepest first.
        var wrong = results.Details.Where(one => one is { IsValid: false, HasErrors: true })
            .OrderByDescending(one => one.InstanceLocation.Count).ToList();
        foreach (var one in wrong)
        {
            var (at, node) = (one.InstanceLocation.ToString(), Schema(one, schema));
            foreach (var (keyword, message) in one.Errors!)
            {
                if (keyword == "required")
                {
                    var there = at.Length == 0 ? document : AppDocument.Get(document, at) as JsonObject;
                    foreach (var name in (node?["required"] as JsonArray ?? []).Select(AppSchema.Text).OfType<string>())
                        if (there?.ContainsKey(name) != true) faults.TryAdd(JsonPointers.Below(at, name), ["Required."]);
                }
                else if (keyword is not ("oneOf" or "anyOf" or "allOf") || !faults.Keys.Any(pointer => pointer.StartsWith(at, StringComparison.Ordinal)))
                {
                    faults.TryAdd(at, [Sentence(keyword, node, message)]);
                }
            }
        }
    }

    private static JsonObject? Schema(EvaluationResults one, JsonObject schema)
    {
        var fragment = Uri.UnescapeDataString(one.SchemaLocation.Fragment.TrimStart('#'));
        return fragment.Length < 2 ? schema : AppDocument.Get(schema, fragment) as JsonObject;
    }

    private static string Sentence(string keyword, JsonObject? schema, string message) => keyword switch
    {
        "type" => (AppSchema.Text(schema?["type"]) ?? "") switch
        {
            "string" => "Enter a text.",
            "integer" => "Enter a whole number.",
            "number" => "Enter a number.",
            "boolean" => "Choose yes or no.",
            "array" => "Expected a list.",
            "object" => "Expected an object.",
            _ => "This is of another type than expected.",
        },
        "enum" => $"Choose one of: {string.Join(", ", (schema?["enum"] as JsonArray ?? []).Take(20).Select(one => AppSchema.Text(one) ?? one?.ToJsonString()))}.",
        "const" => "This has another value than expected.",
        "minLength" => $"Use at least {schema?["minLength"]} characters.",
        "maxLength" => $"Use at most {schema?["maxLength"]} characters.",
        "minimum" => $"Enter {schema?["minimum"]} or more.",
        "maximum" => $"Enter {schema?["maximum"]} or less.",
        "exclusiveMinimum" => $"Enter more than {schema?["exclusiveMinimum"]}.",
        "exclusiveMaximum" => $"Enter less than {schema?["exclusiveMaximum"]}.",
        "multipleOf" => $"Enter a multiple of {schema?["multipleOf"]}.",
        "minItems" => $"Add at least {schema?["minItems"]}.",
        "maxItems" => $"Use at most {schema?["maxItems"]}.",
        "uniqueItems" => "Each may be there once.",
        "pattern" => AppSchema.Text(schema?["description"]) is { } hint ? $"This isn’t in the expected form. {hint}" : "This isn’t in the expected form.",
        "format" => AppSchema.Text(schema?["format"]) switch
        {
            "uri" => "Enter an address that begins with https://, without a user name.",
            "email" => "Enter an e-mail address.",
            "date" => "Enter a date such as 2026-11-29.",
            "time" => "Enter a time such as 08:30:00Z.",
            "date-time" => "Enter a date and time such as 2026-11-29T08:30:00Z.",
            _ => "This isn’t in the expected form.",
        },
        "" => "The app has no setting of this name.",
        _ => message,
    };
}
