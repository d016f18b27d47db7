using System.Text;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.AuthZen;

public class LawOverHttpTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private static readonly Dictionary<string, string> UserOf = new()
    {
        ["User"] = "user",
        ["Custom Role"] = "custom",
        ["Customer Admin"] = "customeradmin",
        ["Default User"] = "default",
        ["User Admin"] = "useradmin",
        ["Editor"] = "wholeeditor",
        ["Organization Admin"] = "orgadmin",
    };

    [Theory]
    [InlineData("harbor", "lakeside")]
    [InlineData("lakeside", "harbor")]
    public async Task Every_cell_of_both_tables_is_answered_as_the_law_says_and_nothing_of_the_other_customer(string own, string other)
    {
        var (asked, wrong) = (0, new StringBuilder());
        foreach (var (row, cells) in Law.Rows)
        {
            foreach (var (role, cell) in cells)
            {
                foreach (var customer in new[] { own, other })
                {
                    var expected = cell != "—" && (customer == own || cell == "all" || role is "Support User" or "Super User");
                    var answer = (await server.Evaluate(Cell(role, own, row, customer))).Decision;
                    asked++;
                    if (answer != expected) wrong.AppendLine($"{row} for {role} of {own} in {customer}: {cell}, answered {answer}");
                }
            }
        }

        asked.ShouldBe(Law.Rows.Count * 5 * 2);
        wrong.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Own_things_assigned_tenants_picked_apps_named_teams_and_calls_decide_as_the_law_says()
    {
        var key = server.Facts.Key("harbor", "recorder");
        async Task Expect(bool expected, string who, string permission, string? id = null, string? tenant = null, string? team = null) =>
            (await server.Decides(AuthZenServer.Question($"{who}@harbor.example", permission, "harbor", id, tenant, team), key)).ShouldBe(expected, $"{who} {permission} {id} {tenant} {team}");

        await Expect(true, "user", "profile/edit", "user@harbor.example");
        await Expect(true, "user", "profile/edit", "USER@Harbor.example");
        await Expect(false, "user", "profile/edit", "mate@harbor.example");
        await Expect(true, "owner", "tenant/view", "north");
        await Expect(false, "owner", "tenant/view", "south");
        await Expect(false, "owner", "app/request", "menu", tenant: "south");
        await Expect(true, "custom", "app/configure", "signage", tenant: "south");
        await Expect(false, "custom", "app/configure", "menu");
        await Expect(true, "editor", "workflow/configure", team: "sales");
        await Expect(false, "editor", "workflow/configure", team: "support");
        await Expect(false, "editor", "integration/configure");
        await Expect(true, "owner", "call/share", "c1");
        await Expect(false, "mate", "call/share", "c1");
        await Expect(true, "mate", "call/view", "c1");
        await Expect(false, "mate", "call/view", "held");
        await Expect(false, "orgadmin", "call/view", "c1");
        await Expect(true, "orgadmin", "call/troubleshoot", "c1");
        await Expect(false, "orgadmin", "call/troubleshoot", "held");
        await Expect(false, "gone", "app/view");
        await Expect(false, "customeradmin", "user/deactivate", "customeradmin@harbor.example");
    }

    [Fact]
    public async Task Random_worlds_are_answered_over_HTTP_as_a_naive_reading_of_the_law_answers_them()
    {
        var worlds = new RandomWorlds(seed: 4);
        var yaml = worlds.World();
        var naive = new NaiveJudge(NaiveWorld.Load(yaml));
        await using var random = new AuthZenServer(yaml);
        await random.InitializeAsync();
        var (asked, allowed) = (0, 0);
        for (var round = 0; round < 5; round++)
        {
            random.Clock.Move(RandomWorlds.Instant(round) - random.Clock.GetUtcNow());
            var questions = Enumerable.Range(0, 400).Select(_ => worlds.Question()).ToArray();
            var answers = (await random.Evaluations($$"""{"evaluations":[{{string.Join(',', questions)}}]}""")).Decisions;
            for (var i = 0; i < questions.Length; i++)
            {
                answers[i].ShouldBe(!naive.NamesOneCall(questions[i]) && naive.Decide(questions[i], RandomWorlds.Instant(round)), questions[i]);
                asked++;
                if (answers[i]) allowed++;
            }
        }

        allowed.ShouldBeGreaterThan(asked / 30);
    }

    private static object Cell(string role, string own, string row, string customer)
    {
        var (type, action) = (row.Split('/')[0], row.Split('/')[1]);
        var resource = new { type, id = customer, properties = new { customer } };
        return role switch
        {
            "Support User" or "Super User" => new { subject = new { type = "staff", id = role == "Super User" ? "super@usher.example" : "support@usher.example" }, action = new { name = action }, resource },
            "Integration User" => new { subject = new { type = "integration-user", id = "recorder", properties = new { customer = own } }, action = new { name = action }, resource },
            _ => new { subject = new { type = "user", id = $"{UserOf[role]}@{own}.example" }, action = new { name = action }, resource },
        };
    }
}
