using System.Text;
using System.Text.Json;
using Usher.Web.AuthZen;

namespace Usher.Tests.AuthZen;

public class EvaluationReaderTests
{
    private static readonly byte[][] Whole =
    [
        .. new[]
        {
            """{"subject":{"type":"user","id":"ana@harbor.example","properties":{"customer":"harbor","x":[1,{"y":2}]}},"action":{"name":"view","properties":{}},"resource":{"type":"app","id":"signage","properties":{"customer":"harbor","tenant":"north","team":"sales"}},"context":{"a":[]},"z":"\ud83d\ude00"}""",
            """{"subject":{"type":"integration-user","id":"r\u00e9corder","properties":{"customer":7}},"action":{"name":"\u0069ngest"},"resource":{"type":"call","id":"","properties":{"team":null}}}""",
            """{"evaluations":[{},{"subject":{"type":"a","id":"b"}},3],"resource":{"id":"c","type":"d"},"subject":{"type":"x","id":"y"},"action":{"name":"n"}}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void Broken_in_any_way_it_reads_what_a_patient_reader_of_documents_reads_and_never_fails_otherwise()
    {
        var random = new Random(11);
        var (taken, refused) = (0, 0);
        var characters = new char[4096];
        for (var i = 0; i < 60_000; i++)
        {
            var body = Broken(random, Whole[i % Whole.Length]);
            var expected = Patient(body);
            var fault = EvaluationReader.Read(body, characters, batch: null, out var evaluation, out _);

            var read = fault is not null ? null : string.Join('|', new[]
            {
                evaluation.Subject.Type, evaluation.Subject.Id, evaluation.Subject.Customer, evaluation.Action.Id,
                evaluation.Resource.Type, evaluation.Resource.Id, evaluation.Resource.Customer, evaluation.Resource.Tenant, evaluation.Resource.Team,
            }.Select(t => t.Length < 0 ? "none" : new string(t.In(characters))));
            read.ShouldBe(expected, Encoding.Latin1.GetString(body) + " " + fault);
            if (read is null) refused++;
            else taken++;
        }

        taken.ShouldBeGreaterThan(5_000);
        refused.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public void What_is_an_evaluation_is_a_search_with_the_same_texts_but_for_what_is_looked_for()
    {
        var random = new Random(13);
        var (characters, others) = (new char[4096], new char[4096]);
        var taken = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var body = Broken(random, Whole[i % Whole.Length]);
            foreach (var sought in Enum.GetValues<SearchFor>())
            {
                var fault = EvaluationReader.Read(body, others, sought, out var query, out _);
                if (EvaluationReader.Read(body, characters, batch: null, out var evaluation, out _) is not null) continue;
                fault.ShouldBeNull(Encoding.Latin1.GetString(body));
                foreach (var (whole, part, isSought) in new[] { (evaluation.Subject, query.Subject, sought == SearchFor.Subject), (evaluation.Action, query.Action, sought == SearchFor.Action), (evaluation.Resource, query.Resource, sought == SearchFor.Resource) })
                {
                    part.Id.In(others).ToString().ShouldBe(isSought ? "" : whole.Id.In(characters).ToString());
                    part.Customer.In(others).ToString().ShouldBe(whole.Customer.In(characters).ToString());
                }

                taken++;
            }
        }

        taken.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public void A_batch_broken_in_any_way_has_as_many_items_as_it_has_or_a_fault()
    {
        var random = new Random(12);
        var characters = new char[4096];
        var taken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var body = Broken(random, Whole[2]);
            var items = new List<Evaluation>();
            if (EvaluationReader.Read(body, characters, items, out _, out _) is not null) continue;
            using var json = JsonDocument.Parse(body);
            items.Count.ShouldBe(json.RootElement.TryGetProperty("evaluations", out var list) && list.ValueKind != JsonValueKind.Null ? list.GetArrayLength() : 0);
            taken++;
        }

        taken.ShouldBeGreaterThan(500);
    }

    private static byte[] Broken(Random random, byte[] whole)
    {
        var body = whole.ToList();
        for (var edits = random.Next(3); edits > 0; edits--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0: body.RemoveAt(at); break;
                case 1: body[at] = (byte)random.Next(256); break;
                case 2: body.Insert(at, "{}[]\",:\\u0 "u8[random.Next(11)]); break;
                case 3:
                    var from = random.Next(body.Count);
                    body.InsertRange(at, body.GetRange(from, Math.Min(random.Next(60), body.Count - from)));
                    break;
                default: body.RemoveRange(at, Math.Min(random.Next(30), body.Count - at)); break;
            }

            if (body.Count == 0) break;
        }

        return [.. body];
    }

    /// <summary>The texts, one after another; null when it is no evaluation.</summary>
    private static string? Patient(byte[] body)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            using var json = JsonDocument.Parse(body);
            var root = Members(json.RootElement, "subject", "action", "resource", "context");
            if (root["context"] is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }) return null;
            var subject = Members(root["subject"]!.Value, "type", "id", "properties");
            var action = Members(root["action"]!.Value, "name", "properties");
            var resource = Members(root["resource"]!.Value, "type", "id", "properties");
            if (action["properties"] is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }) return null;
            var of = subject["properties"] is { ValueKind: not JsonValueKind.Null } some ? Members(some, "customer", "tenant", "team") : [];
            var about = resource["properties"] is { ValueKind: not JsonValueKind.Null } others ? Members(others, "customer", "tenant", "team") : [];
            foreach (var property in of.Values.Concat(about.Values)) _ = Property(property);
            return string.Join('|', Text(subject["type"]), Text(subject["id"]), Property(of.GetValueOrDefault("customer")), Text(action["name"]),
                Text(resource["type"]), Text(resource["id"]), Property(about.GetValueOrDefault("customer")), Property(about.GetValueOrDefault("tenant")), Property(about.GetValueOrDefault("team")));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Text(JsonElement? text) => text?.GetString() ?? throw new InvalidOperationException();

    private static string Property(JsonElement? property) => property is not { ValueKind: not JsonValueKind.Null } given ? "none" : given.ValueKind == JsonValueKind.String ? given.GetString()! : "";

    private static Dictionary<string, JsonElement?> Members(JsonElement of, params string[] known)
    {
        var members = known.ToDictionary(name => name, _ => (JsonElement?)null);
        foreach (var member in of.EnumerateObject())
        {
            string name;
            try
            {
                name = member.Name;
            }
            catch (InvalidOperationException)
            {
                continue;
            }

            if (!members.TryGetValue(name, out var already)) continue;
            if (already is not null) throw new InvalidOperationException();
            members[name] = member.Value.Clone();
        }

        return members;
    }
}
