using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Usher.Directory.Worlds;
using Usher.Tests.Access.Naive;
using Usher.Web.Commands;

namespace Usher.Tests.Access;

/// <summary>
/// The worlds beside this file: each line of a <c>.jsonl</c> is an AuthZEN evaluation that also carries what is expected, why, and at which time (noon of 1 June 2026 when it says none).
/// </summary>
public class WorldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("cells")]
    [InlineData("people")]
    [InlineData("calls")]
    [InlineData("names")]
    public void The_product_and_the_naive_judge_answer_as_each_line_expects(string name)
    {
        var yaml = File.ReadAllText(Beside($"{name}.yaml"));
        var (world, naive) = (World.Load(yaml), new NaiveJudge(NaiveWorld.Load(yaml)));
        var characters = new char[4096];
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Beside($"{name}.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var expected = json.RootElement.GetProperty("expect").GetBoolean();
            var at = json.RootElement.TryGetProperty("at", out var time) ? time.GetDateTimeOffset() : Noon;
            if (DecideCommand.Answer(world, Encoding.UTF8.GetBytes(line), characters, at, out var fault) != expected || fault is not null) wrong.Add($"product {fault}: {line}");
            if (naive.Decide(line, at) != expected) wrong.Add($"naive: {line}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_cells_cover_every_row_and_column_of_the_law_in_both_customers()
    {
        var asked = File.ReadLines(Beside("cells.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Where(q => q.GetProperty("why").GetString()!.Contains(": ", StringComparison.Ordinal)).ToList();

        foreach (var customer in new[] { "harbor", "lakeside" })
        {
            foreach (var (row, cells) in Law.Rows)
            {
                var found = asked.Where(q => q.GetProperty("resource").GetProperty("id").GetString() == customer
                    && $"{q.GetProperty("resource").GetProperty("type").GetString()}/{q.GetProperty("action").GetProperty("name").GetString()}" == row);
                found.Select(q => q.GetProperty("why").GetString()).ShouldBe(cells.Select(cell => $"{cell.Key}: {cell.Value}"), ignoreOrder: true);
            }
        }
    }

    [Fact]
    public void A_line_that_is_no_question_is_answered_no_in_its_place_and_noted()
    {
        var world = World.Load(File.ReadAllText(Beside("names.yaml")));
        const string good = """{"subject":{"type":"user","id":"ana@harbor.example"},"action":{"name":"view"},"resource":{"type":"app","id":"harbor","properties":{"customer":"harbor"}}}""";
        var input = new MemoryStream(Encoding.UTF8.GetBytes($"\uFEFF{good}\r\n\n{{\n[]\n{good.Replace("\"user\"", "7", StringComparison.Ordinal)}\n{good}{good}\n{new string('x', 1 << 21)}\n{good}"));
        var (output, notes) = (new MemoryStream(), new List<string>());

        DecideCommand.Answer(world, input, output, notes.Add, Noon);

        Encoding.UTF8.GetString(output.ToArray()).Split('\n').Select(line => line.Contains("true", StringComparison.Ordinal)).ShouldBe([true, false, false, false, false, false, false, true, false]);
        notes.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("staff: { a@b.example: king }", 1)]
    [InlineData("customers:\n  harbor:\n    tennants: [north]\n", 3)]
    [InlineData("customers:\n  harbor:\n    insights: perhaps\n", 3)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { until: { connect: soon } }\n", 4)]
    [InlineData("customers:\n  harbor:\n    tenants: north\n", 3)]
    [InlineData("customers: [harbor]", 1)]
    [InlineData("customers: { harbor: {}, harbor: {} }", 1)]
    [InlineData("staff: {\n\n", 3)]
    [InlineData("customers:\n  harbor:\n    users:\n      ana@harbor.example: {}\n      Ana@Harbor.example: { connect: customer-admin }\n", 5)]
    [InlineData("staff:\n  sue@usher.example: support-user\n  SUE@usher.example: super-user\n", 3)]
    [InlineData("customers:\n  harbor:\n    users: { a@b.example: {} }\n    teams:\n      sales: [a@b.example,\n        A@b.example]\n", 6)]
    [InlineData("customers:\n  harbor:\n    users: { a@b.example: {}, c@b.example: {} }\n    calls:\n      c1: { owner: a@b.example, sharedWith: { c@b.example: 2026-01-01T00:00:00Z,\n        C@b.example: 2027-01-01T00:00:00Z } }\n", 6)]
    [InlineData("customers: { harbor: {} }\n---\ncustomers: { lakeside: {} }\n", 3)]
    [InlineData("---\n---\ncustomers: { lakeside: {} }\n", 3)]
    [InlineData("staff: { a@b.example: }", 1)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { tenants: null }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { insights: editor, editorOf: ~ }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { active: }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { connect: customer-admin, until: { connect: null } }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { insights: \"user-admin, editor\" }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { insights: Editor }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { connect: 1 }\n", 4)]
    [InlineData("customers:\n  harbor:\n    users:\n      a@b.example: { connect: [customer-admin] }\n", 4)]
    [InlineData("customers:\n  harbor:\n    integrationUsers:\n      m: { owner: a@b.example, aproved: false }\n", 4)]
    [InlineData("customers:\n  harbor:\n    tenants: [north, north]\n", 3)]
    [InlineData("- [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", 1)]
    public void A_world_outside_the_schema_is_refused_with_its_line(string yaml, long line) =>
        Should.Throw<WorldFault>(() => World.Load(yaml)).Line.ShouldBe(line);

    [Theory]
    [InlineData("aproved", "approved")]
    [InlineData("scope", "scopes")]
    [InlineData("onwer", "owner")]
    public void A_member_that_is_not_known_is_refused_with_the_nearest_that_is(string given, string meant) =>
        Should.Throw<WorldFault>(() => World.Load($"customers:\n  harbor:\n    integrationUsers:\n      m: {{ {given}: x }}\n")).Message.ShouldContain($"\"{meant}\"");

    [Fact]
    public void A_name_that_nothing_has_confers_nothing_and_is_noted()
    {
        var world = World.Load("customers:\n  harbor:\n    teams: { sales: [ghost@harbor.example] }\n    users: { a@harbor.example: { tenants: [gone] } }\n");

        world.Notes.ShouldBe(["line 3: there is no user \"ghost@harbor.example\"; it gives nothing", "line 4: there is no tenant \"gone\"; it gives nothing"]);
    }

    private static string Beside(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Worlds", file);
}
