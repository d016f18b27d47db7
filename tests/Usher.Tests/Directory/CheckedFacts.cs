using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>The reader of facts, held to its word at every change that any test makes: what it takes over from before is what it would read.</summary>
public sealed class CheckedFacts : IAccessFacts
{
    private readonly AccessFacts _facts = new();

    public Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct) => _facts.Customer(db, customer, ct);

    public Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct) => _facts.Platform(db, ct);

    public Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct) => _facts.CustomerBySlug(db, slug, ct);

    public async Task<CustomerFacts?> After(UsherDb db, CustomerFacts before, IReadOnlyCollection<IAccessFact> changed, CancellationToken ct)
    {
        var after = await _facts.After(db, before, changed, ct);
        var read = await _facts.Customer(db, before.Id, ct);
        var (taken, anew) = (Text(after), Text(read));
        return taken == anew ? after : throw new InvalidOperationException($"After {string.Join(", ", changed.Select(fact => fact.GetType().Name).Distinct())} the facts taken over differ:\n{taken}\n{anew}");
    }

    /// <summary>The facts in one order, whatever order they were read in, without the version.</summary>
    private static string Text(CustomerFacts? facts) => facts is null ? "none" : Sorted(JsonSerializer.SerializeToNode(facts with { Version = 0 })).ToJsonString();

    private static JsonNode Sorted(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Sorted).OrderBy(one => one.ToJsonString(), StringComparer.Ordinal)]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Sorted(member.Value)))),
        null => JsonValue.Create("null"),
        _ => node.DeepClone(),
    };
}
