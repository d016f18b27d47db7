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

    public Task<AppCatalogue> Catalogue(UsherDb db, CancellationToken ct) => _facts.Catalogue(db, ct);

    public Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct) => _facts.Platform(db, ct);

    public Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct) => _facts.CustomerBySlug(db, slug, ct);

    public FactsChange? Told(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed) => _facts.Told(before, changed);

    public async Task<CustomerFacts?> After(UsherDb db, CustomerFacts before, FactsChange? change, CancellationToken ct)
    {
        var read = await _facts.Customer(db, before.Id, ct);
        if (change is null) return read;
        // As another node hears it.
        var notice = new ChangeNotice(before.Id, change.Version, change).Text();
        if (notice is not null) change = ChangeNotice.Parse(notice)!.Change!;
        var after = before.After(change);
        // Most often they are in one order already, and sorting costs most.
        if (Plain(after) != Plain(read)) Same(Text(after), Text(read), change);
        var compiled = new CustomerSnapshot(read!);
        Same(Access(new CustomerSnapshot(before).After(change)), Access(compiled), change);
        return after;
    }

    private static void Same(string told, string read, FactsChange change)
    {
        if (told != read) throw new InvalidOperationException($"After {JsonSerializer.Serialize(change)} the facts told differ:\n{told}\n{read}");
    }

    /// <summary>What everyone may do in a snapshot.</summary>
    private static string Access(CustomerSnapshot customer) => string.Join('\n', customer.Users.Select(user => user.Digest(DateTimeOffset.UnixEpoch.AddYears(56)))
        .Concat(customer.Facts.IntegrationUsers.Select(machine => customer.IntegrationUser(machine.Id)!.Digest(DateTimeOffset.UnixEpoch.AddYears(56)))).Order(StringComparer.Ordinal));

    /// <summary>The facts without the version.</summary>
    private static string Plain(CustomerFacts? facts) => facts is null ? "none" : JsonSerializer.Serialize(facts with { Version = 0 });

    /// <summary>The same in one order, whatever order they were read in.</summary>
    private static string Text(CustomerFacts? facts) => Sorted(JsonNode.Parse(facts is null ? "null" : Plain(facts))).ToJsonString();

    private static JsonNode Sorted(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Sorted).OrderBy(one => one.ToJsonString(), StringComparer.Ordinal)]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Sorted(member.Value)))),
        null => JsonValue.Create("null"),
        _ => node.DeepClone(),
    };
}
