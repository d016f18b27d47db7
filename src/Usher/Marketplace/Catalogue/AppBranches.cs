using System.Text.Json.Nodes;

namespace Usher.Marketplace;

/// <summary>
/// Which branch of a <c>oneOf</c> a configuration is in: the one whose constants it has. So a form that went from one branch to another
/// is judged by the one that it shows.
/// </summary>
internal static class AppBranches
{
    private const int MostDepth = 16;

    /// <summary>Removes from a document what only branches name that it is not in.</summary>
    public static void Prune(JsonObject root, JsonNode? schema, JsonObject document, int depth = 0)
    {
        if (depth > MostDepth || AppSchema.Meant(root, schema) is not { } node) return;
        if (Branch(root, node, document) is { } chosen)
        {
            var kept = Names(root, node).Concat(Names(root, chosen)).ToHashSet(StringComparer.Ordinal);
            var others = node["oneOf"]!.AsArray().SelectMany(branch => Names(root, branch)).Except(kept, StringComparer.Ordinal).ToList();
            foreach (var name in others) document.Remove(name);
            Prune(root, chosen, document, depth + 1);
        }

        foreach (var (name, member) in Properties(root, node))
            if (document[name] is JsonObject below) Prune(root, member, below, depth + 1);
            else if (document[name] is JsonArray items && AppSchema.Meant(root, member)?["items"] is { } item)
                foreach (var one in items.OfType<JsonObject>()) Prune(root, item, one, depth + 1);
    }

    /// <summary>The schema with each <c>oneOf</c> replaced by the branch that the document is in, where that is known.</summary>
    public static JsonObject Chosen(JsonObject root, JsonObject schema, JsonNode? document, int depth = 0)
    {
        var result = schema.DeepClone().AsObject();
        if (depth > MostDepth || document is not JsonObject members || AppSchema.Meant(root, schema) is not { } node) return result;
        if (Branch(root, node, members) is { } branch)
        {
            if (!ReferenceEquals(node, schema)) result = node.DeepClone().AsObject();
            result.Remove("oneOf");
            var all = result["allOf"] as JsonArray ?? [];
            result["allOf"] = all.Parent is null ? all : all = [.. all.Select(one => one?.DeepClone())];
            all.Add(Chosen(root, branch, document, depth + 1));
        }

        if (result["properties"] is JsonObject properties)
            foreach (var (name, member) in properties.ToList())
                if (member is JsonObject below) properties[name] = Chosen(root, below, members[name], depth + 1);
        return result;
    }

    private static JsonObject? Branch(JsonObject root, JsonObject schema, JsonObject document)
    {
        if (schema["oneOf"] is not JsonArray branches) return null;
        var fitting = branches.Select(branch => AppSchema.Meant(root, branch)).OfType<JsonObject>().Where(branch =>
        {
            var constants = Properties(root, branch).Select(one => (one.Key, Schema: AppSchema.Meant(root, one.Value)))
                .Where(one => one.Schema?.ContainsKey("const") == true).ToList();
            return constants.Count > 0 && constants.TrueForAll(one => JsonNode.DeepEquals(document[one.Key], one.Schema!["const"]));
        }).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Properties(JsonObject root, JsonNode? schema) =>
        AppSchema.Meant(root, schema)?["properties"] as JsonObject ?? Enumerable.Empty<KeyValuePair<string, JsonNode?>>();

    private static IEnumerable<string> Names(JsonObject root, JsonNode? schema) => Properties(root, schema).Select(one => one.Key);
}
