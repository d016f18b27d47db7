using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Exclusions;
using Usher.Calls.Ingest;
using Usher.Platform;
using Op = Usher.Calls.Exclusions.CrmOperator;

namespace Usher.Tests.Calls;

/// <summary>Rule 19: a call for which conditions on the CRM's record hold is not stored; only the reason stays.</summary>
public class CrmExclusionTests
{
    [Theory]
    [InlineData("Account.Type", Op.Is, "customer", """{"account.TYPE":"Customer"}""", true)]
    [InlineData("Account.Type", Op.Is, "customer", """{"Account.Type":"Customers"}""", false)]
    [InlineData("Amount", Op.Is, "50000", """{"Amount":50000.00}""", true)]
    [InlineData("Amount", Op.Is, "50000", """{"Amount":"50000.0"}""", true)]
    [InlineData("Postcode", Op.Is, "1234", "{\"Postcode\":\"01234\"}", false)]
    [InlineData("Private", Op.Is, "TRUE", """{"Private":true}""", true)]
    [InlineData("Account.Type", Op.IsNot, "Customer", """{"Account.Type":"Partner"}""", true)]
    [InlineData("Account.Type", Op.IsNot, "Customer", """{"Account.Type":"CUSTOMER"}""", false)]
    [InlineData("Account.Type", Op.IsNot, "Customer", """{"Other":"Partner"}""", false)]
    [InlineData("Name", Op.Contains, "hospital", """{"Name":"St. Mary’s Hospital"}""", true)]
    [InlineData("Name", Op.Contains, "hospital", """{"Name":"Larkfield"}""", false)]
    [InlineData("Stage", Op.StartsWith, "closed", """{"Stage":"Closed Lost"}""", true)]
    [InlineData("Stage", Op.StartsWith, "closed", """{"Stage":"Not closed"}""", false)]
    [InlineData("Stage", Op.IsSet, null, """{"Stage":"Open"}""", true)]
    [InlineData("Stage", Op.IsSet, null, """{"Stage":"  "}""", false)]
    [InlineData("Stage", Op.IsSet, null, """{"Stage":null}""", false)]
    [InlineData("Stage", Op.IsNotSet, null, """{"Other":1}""", true)]
    [InlineData("Stage", Op.IsNotSet, null, """{"Stage":0}""", false)]
    [InlineData("Amount", Op.AtLeast, "50000", """{"Amount":50000}""", true)]
    [InlineData("Amount", Op.AtLeast, "50000", """{"Amount":9999.5}""", false)]
    [InlineData("Amount", Op.AtLeast, "5", """{"Amount":"much"}""", false)]
    [InlineData("Amount", Op.AtMost, "-1", """{"Amount":-1.5}""", true)]
    [InlineData("Amount", Op.AtMost, "-1", """{"Amount":-0.5}""", false)]
    public async Task A_condition_keeps_a_call_from_being_stored(string field, CrmOperator compares, string? value, string crm, bool isExcluded)
    {
        await using var world = await World();
        await Do(world, new AddCrmExclusion([new(field, compares, value)]));
        (await Ask(world, new TestExclusions([], crm))).Stored.ShouldBe(!isExcluded);

        var pushed = (await Push(world, crm)).Value!;

        pushed.Because.ShouldBe(isExcluded ? RefusedBecause.Excluded : null);
        await using var db = world.Store.Context(world.Customer);
        (await db.Set<Call>().CountAsync()).ShouldBe(isExcluded ? 0 : 1);
        (await db.Set<Transcript>().CountAsync()).ShouldBe(isExcluded ? 0 : 1);
        (await db.Set<SearchText>().CountAsync()).ShouldBe(isExcluded ? 0 : 1);
        if (isExcluded) (await db.Set<RefusedCalls>().SingleAsync()).ShouldSatisfyAllConditions(one => one.Because.ShouldBe(RefusedBecause.Excluded), one => one.Count.ShouldBe(1));
    }

    [Fact]
    public async Task Of_one_entry_all_conditions_hold_and_several_entries_are_alternatives()
    {
        await using var world = await World();
        await Do(world, new AddCrmExclusion([new("Account.Type", Op.Is, "Prospect"), new("Amount", Op.AtLeast, "100")]));
        (await Push(world, """{"Account.Type":"Prospect","Amount":99}""", "r-1")).Value!.Call.ShouldNotBeNull();
        (await Push(world, """{"Account.Type":"Prospect","Amount":100}""", "r-2")).Value!.Because.ShouldBe(RefusedBecause.Excluded);
        await Do(world, new AddCrmExclusion([new("Amount", Op.AtMost, "99")]));
        (await Push(world, """{"Account.Type":"Prospect","Amount":99}""", "r-3")).Value!.Because.ShouldBe(RefusedBecause.Excluded);
        (await Push(world, null, "r-4")).Value!.Call.ShouldNotBeNull("it says nothing of the CRM");

        var tested = await Ask(world, new TestExclusions(["rosa@lakeside.example"], "account.type: prospect\nAmount: 50"));

        tested.Stored.ShouldBeFalse();
        tested.Rules.ShouldBe(["Amount is at most 99"]);
        tested.Lines.ShouldHaveSingleItem().By.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_taken_off_the_list_excludes_no_more_and_can_be_restored_however_it_is_typed()
    {
        await using var world = await World();
        var id = await Do(world, new AddCrmExclusion([new("Account.Type", Op.Is, "Prospect"), new("Stage", Op.IsSet)]));
        (await Gate(world, new AddCrmExclusion([new("STAGE", Op.IsSet), new(" account.type", Op.Is, "PROSPECT")]))).ShouldBeOfType<AlreadyThere>();
        var line = (await Ask(world, new ListExclusions())).Exclusions.ShouldHaveSingleItem();
        line.Value.ShouldBe("Account.Type is “Prospect” and Stage is set");
        line.Kind.ShouldBe(ExclusionKind.Condition);
        line.Conditions.ShouldBe([new("Account.Type", Op.Is, "Prospect"), new("Stage", Op.IsSet)]);
        line.AddedBy.Id.ShouldBe(world["olga"]);
        await Do(world, new RemoveExclusion(id));
        const string Crm = """{"Account.Type":"prospect","Stage":"x"}""";
        (await Push(world, Crm, "r-1")).Value!.Call.ShouldNotBeNull();
        (await Do(world, new AddCrmExclusion([new("Stage", Op.IsSet), new("Account.Type", Op.Is, "prospect")]))).ShouldBe(id);
        (await Push(world, Crm, "r-2")).Value!.Because.ShouldBe(RefusedBecause.Excluded);
        (await Ask(world, new ListExclusions())).Excluded.ShouldBe(1);
    }

    [Fact]
    public async Task Conditions_are_for_organization_admins_alone_and_each_has_a_field_and_what_it_is_compared_with()
    {
        await using var world = await World();
        (await world.Gate.Run(world.As("ana"), new AddCrmExclusion([new("Stage", Op.IsSet)]))).Refused.ShouldBeOfType<NotAllowed>();
        (await world.Gate.Run(world.As("ana"), new TestExclusions([], """{"Stage":1}"""))).Refused.ShouldBeOfType<NotAllowed>();
        foreach (var (conditions, at) in new (CrmCondition[], string)[]
        {
            ([], "/conditions"),
            ([.. Enumerable.Range(0, 11).Select(i => new CrmCondition($"F{i}", Op.IsSet))], "/conditions"),
            ([new("", Op.IsSet)], "/conditions/0/field"),
            ([new(new string('a', 81), Op.IsSet)], "/conditions/0/field"),
            ([new("a\u202Eb", Op.IsSet)], "/conditions/0/field"),
            ([new("Stage", Op.IsSet), new("Stage", Op.Is)], "/conditions/1/value"),
            ([new("Stage", Op.Contains, " ")], "/conditions/0/value"),
            ([new("Stage", Op.Is, new string('a', 201))], "/conditions/0/value"),
            ([new("Stage", Op.IsNotSet, "x")], "/conditions/0/value"),
            ([new("Amount", Op.AtLeast, "much")], "/conditions/0/value"),
            ([new("Amount", (CrmOperator)99, "1")], "/conditions/0/operator"),
        })
            (await Gate(world, new AddCrmExclusion(conditions))).ShouldBeOfType<Invalid>(at).Errors.ShouldHaveSingleItem().Key.ShouldBe(at);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"Account\"")]
    [InlineData("""{"Account":{"Type":"Prospect"}}""")]
    [InlineData("""{"Account":["Prospect"]}""")]
    [InlineData("""{"Stage":"a","STAGE":"b"}""")]
    [InlineData("""{" ":1}""")]
    [InlineData("""{"Amount":1e400}""")]
    public async Task What_could_hide_a_field_is_refused_and_not_stored(string crm)
    {
        await using var world = await World();
        (await Push(world, crm)).Refused.ShouldBeOfType<TranscriptNotTaken>().Pointer.ShouldNotBeNull().ShouldStartWith("/crm");
        (await Push(world, new JsonObject([KeyValuePair.Create("F", (JsonNode?)new string('x', 201))]).ToJsonString())).Refused.ShouldNotBeNull();
        (await Push(world, new JsonObject(Enumerable.Range(0, 51).Select(i => KeyValuePair.Create($"F{i}", (JsonNode?)1))).ToJsonString())).Refused.ShouldNotBeNull();
        await using var db = world.Store.Context(world.Customer);
        (await db.Set<Call>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Fields_beside_a_transcript_that_has_none_of_its_own_exclude_it_too()
    {
        await using var world = await World();
        await Do(world, new AddCrmExclusion([new("Account.Type", Op.Is, "Prospect")]));
        Task<Outcome<IngestAnswer>> Beside(string crm, string id) => world.In.Push(world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes("WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ana>The canary words.\n")), "call.vtt",
            new CallHeader { RecorderId = id, Host = "ana@harbor.example", Start = world.Clock.GetUtcNow(), Crm = crm }, default);
        (await Beside("""{"Account.Type":"prospect"}""", "v-1")).Value!.Because.ShouldBe(RefusedBecause.Excluded);
        (await Beside("""{"Account.Type":"Customer"}""", "v-2")).Value!.Call.ShouldNotBeNull();
        (await Beside("""{"Account":[]}""", "v-3")).Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/crm"]);
    }

    [Fact]
    public async Task Nothing_of_the_CRM_is_kept_of_a_call_that_is_stored()
    {
        await using var world = await World();
        (await Push(world, """{"Account.Owner":"wyvernquartz"}""")).Value!.Call.ShouldNotBeNull();
        await using var db = world.Store.Context(world.Customer);
        (await db.Set<SearchText>().SingleAsync()).Whole.ShouldNotContain("wyvernquartz");
        foreach (var name in new[] { "ana", "olga" })
            (await world.Gate.Run(world.As(name), new ListCalls { Text = "wyvernquartz" })).Value!.Items.ShouldBeEmpty();
    }

    /// <summary>Against a reading of the rule that a person would write: text by text, no folding, no dictionary.</summary>
    [Fact]
    public void Random_conditions_hold_where_a_naive_reading_says_so()
    {
        var dice = new Random(20261201);
        string[] names = ["Type", "type", "Stage", "AMOUNT", "Amount"];
        string[] values = ["Prospect", "prospect", "PRO", "1", "1.0", "-2", "30", "Closed", "true", "cl"];
        for (var round = 0; round < Scale.Of(3_000, 30_000); round++)
        {
            var crm = names.DistinctBy(n => n.ToLowerInvariant()).Where(_ => dice.Next(3) > 0)
                .ToDictionary(n => dice.Next(2) == 0 ? n.ToUpperInvariant() : n, _ => dice.Next(5) == 0 ? "" : values[dice.Next(values.Length)]);
            var all = Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => Some(dice, names, values)).ToList();
            var rule = new Exclusion { Id = Guid.Empty, Kind = ExclusionKind.Condition, Value = "", Conditions = Exclusion.Stored(all), AddedBy = Guid.Empty, At = default };
            var sent = new JsonObject(crm.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))).ToJsonString();

            var matched = Exclusion.Matching([rule], Usher.Calls.Transcripts.CrmFields.Parse(sent)).Any();

            matched.ShouldBe(all.TrueForAll(one => Naive(one, crm)), $"{string.Join(" and ", all)} of {sent}");
        }
    }

    private static CrmCondition Some(Random dice, string[] names, string[] values)
    {
        var compares = (CrmOperator)dice.Next(8);
        var value = compares is Op.IsSet or Op.IsNotSet ? null : compares is Op.AtLeast or Op.AtMost ? $"{dice.Next(-3, 32)}" : values[dice.Next(values.Length)];
        return new(names[dice.Next(names.Length)], compares, value);
    }

    private static bool Naive(CrmCondition one, Dictionary<string, string> crm)
    {
        string? found = null;
        foreach (var (name, text) in crm)
            if (string.Equals(name, one.Field, StringComparison.OrdinalIgnoreCase) && text != "") found = text;
        if (one.Operator == Op.IsNotSet) return found == null;
        if (found == null) return false;
        if (one.Operator == Op.IsSet) return true;
        var same = string.Equals(found, one.Value, StringComparison.OrdinalIgnoreCase) || (double.TryParse(found, out var x) && double.TryParse(one.Value, out var y) && x == y);
        if (one.Operator == Op.Is) return same;
        if (one.Operator == Op.IsNot) return !same;
        if (one.Operator == Op.Contains) return found.Contains(one.Value!, StringComparison.OrdinalIgnoreCase);
        if (one.Operator == Op.StartsWith) return found.StartsWith(one.Value!, StringComparison.OrdinalIgnoreCase);
        if (!double.TryParse(found, out var number)) return false;
        return one.Operator == Op.AtLeast ? number >= double.Parse(one.Value!) : number <= double.Parse(one.Value!);
    }

    private static async Task<CallWorld> World()
    {
        var world = await CallWorld.New();
        await world.Person("ana");
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        await world.Recorder("olga");
        return world;
    }

    private static Task<Outcome<IngestAnswer>> Push(CallWorld world, string? crm, string id = "r-1")
    {
        var said = crm is null ? "" : $"\"crm\":{crm},";
        var text = $$"""{{{said}}"recorderId":"{{id}}","title":"Renewal","start":"{{world.Clock.GetUtcNow():O}}","durationSeconds":60,"host":"ana@harbor.example","turns":[{"speaker":"Rosa","at":0,"text":"The canary words."}]}""";
        return world.In.Push(world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(text)), "call.json", new CallHeader(), default);
    }

    private static async Task<T> Do<TFound, T>(CallWorld world, Change<TFound, T> change)
    {
        var outcome = await world.Gate.Run(world.As("olga"), change);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private static async Task<Refusal> Gate<TFound, T>(CallWorld world, Change<TFound, T> change) => (await world.Gate.Run(world.As("olga"), change)).Refused.ShouldNotBeNull();

    private static async Task<T> Ask<TFound, T>(CallWorld world, Query<TFound, T> query)
    {
        var outcome = await world.Gate.Run(world.As("olga"), query);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }
}
