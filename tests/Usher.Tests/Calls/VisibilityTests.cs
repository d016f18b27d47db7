using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Comments;
using Usher.Calls.Words;
using Usher.Directory;
using Usher.Governance;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Stores;
using Usher.Web.AuthZen;

namespace Usher.Tests.Calls;

/// <summary>Rule 12, written once: what SQL lists is what the decision lets through, and an invisible call is like none.</summary>
public abstract class VisibilitySuite : IAsyncLifetime
{
    private static readonly string[] Words = ["discount", "renewal", "deadline"];

    private string _connectionString = "";
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await CallWorld.New(_connectionString = await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_world is not null) await _world.DisposeAsync();
    }

    protected abstract Task<string> NewDatabase();

    [Fact]
    public async Task Lists_search_counts_and_single_calls_show_what_the_decision_lets_through()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            await using var world = await CallWorld.Beside(_world.Store, $"world-{seed}");
            var (calls, spoken) = await RandomCalls(world, new Random(seed));
            var snapshot = (await world.Snapshots.Customer(world.Customer, default))!;
            foreach (var viewer in snapshot.Users)
            {
                var caller = new Caller(ActorKind.User, viewer.Id, world.Customer, Door.Console);
                var expected = calls.Where(c => CallVisibility.IsVisible(viewer, c, world.Clock.GetUtcNow())).Select(c => c.Id).ToList();
                if (!viewer.User!.Active)
                {
                    expected.ShouldBeEmpty();
                    (await world.Gate.Run(caller, new ListCalls())).Refused.ShouldBeOfType<NotAllowed>();
                    continue;
                }

                var listed = await All(world, caller, new ListCalls { Limit = 7 });
                listed.ShouldBe(expected, ignoreOrder: true, $"seed {seed}, {viewer.Name}");
                listed.ShouldBeUnique();
                foreach (var word in Words)
                    (await All(world, caller, new ListCalls { Limit = 5, Text = word })).ShouldBe(expected.Where(c => spoken[c] == word), ignoreOrder: true, $"seed {seed}, {viewer.Name}, {word}");
                (await All(world, caller, new ListCalls { Mine = true })).ShouldBe(calls.Where(c => c.Owner == viewer.Id).Select(c => c.Id), ignoreOrder: true);
                var seen = await world.Gate.Run(caller, new KeepWhatIsSeen(null, [.. calls.Select(c => c.Id)]));
                seen.Value!.Keys.ShouldBe(expected, ignoreOrder: true);
                foreach (var call in calls)
                    ((await world.Gate.Run(caller, new MayView(call.Id))).Refused is null).ShouldBe(expected.Contains(call.Id), $"seed {seed}, {viewer.Name}");
            }
        }
    }

    [Fact]
    public async Task What_search_finds_follows_who_may_read()
    {
        foreach (var name in new[] { "ana", "bo", "dee" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "bo");
        await _world.Recorder("olga");
        var call = await _world.Call("1", "ana", "Ana: Our discount ends on Friday.");
        var held = await _world.HeldCall("2", "ana");
        (await Finds("bo", "discounts friday")).ShouldBe([call]);
        (await Finds("bo", "discount monday")).ShouldBeEmpty();

        await _world.Gate.Run(_world.As("ana"), new ShareCall(call, "dee@harbor.example", _world.Clock.GetUtcNow().AddDays(1)));
        (await Finds("dee", "discount")).ShouldBe([call]);
        await _world.Gate.Run(_world.As("ana"), new StopSharing(call, _world["dee"]));
        (await Finds("dee", "discount")).ShouldBeEmpty();

        (await Finds("bo", "between")).ShouldBeEmpty();
        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(held))).Refused.ShouldBeNull();
        (await Finds("bo", "between")).ShouldBe([held]);

        (await Finds("olga", "discount")).ShouldBeEmpty();
        await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(call, "A delivery failed here"));
        (await Finds("olga", "discount friday")).ShouldBe([call]);
        (await Finds("olga", "disc")).ShouldBeEmpty();

        async Task<List<Guid>> Finds(string name, string text) => [.. (await _world.Gate.Run(_world.As(name), new ListCalls { Text = text })).Value!.Items.Select(i => i.Id)];
    }

    [Fact]
    public async Task Calls_that_one_does_not_see_change_no_byte_of_what_one_is_answered()
    {
        foreach (var name in new[] { "ana", "bo", "cy" }) await _world.Person(name);
        await _world.Team("sales", "ana");
        await _world.Team("support", "bo");
        await _world.Recorder("cy");
        for (var i = 0; i < 5; i++) await _world.Call($"a{i}", "ana", $"Ana: The discount for Brackwater is {i} percent.\nBo: We promised a discount by Friday.", "Brackwater", _world.Clock.GetUtcNow().AddMinutes(-i));
        var before = await Answers();

        for (var i = 0; i < 20; i++) await _world.Call($"b{i}", "bo", $"Bo: The discount for Brackwater is {i} percent, a promise.\nCy: Friday, Friday, Friday.", "Brackwater", _world.Clock.GetUtcNow().AddMinutes(-i));

        (await Answers()).ShouldBe(before);

        async Task<string> Answers()
        {
            var caller = _world.As("ana");
            var answers = new List<object?>
            {
                (await _world.Gate.Run(caller, new ListCalls { Limit = 2 })).Value,
                (await _world.Gate.Run(caller, new ListCalls { Text = "discount friday" })).Value,
                (await _world.Gate.Run(caller, new ListCalls { Account = "Brackwater", Person = "bo@harbor.example" })).Value,
                (await _world.Gate.Run(caller, new ListCalls { Team = "support" })).Value,
                (await new Questions(_world.Gate, _world.Clock).Ask(caller, "What discount did we promise to Brackwater?", null, default)).Value,
            };
            return JsonSerializer.Serialize(answers);
        }
    }

    [Fact]
    public async Task An_invisible_call_and_one_that_is_not_there_cost_the_same_queries_and_get_the_same_answer()
    {
        foreach (var name in new[] { "ana", "bo" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana");
        await _world.Recorder("olga");
        var invisible = await _world.Call("1", "ana");
        var missing = Guid.CreateVersion7();
        await using var elsewhere = await CallWorld.Beside(_world.Store, "lakeside");
        await elsewhere.Person("lea");
        await elsewhere.Recorder("lea");
        var others = (await elsewhere.In.Push(elsewhere.AsRecorder, new MemoryStream("Lea: hello"u8.ToArray()), null, new() { RecorderId = "1", Host = "lea@harbor.example", Start = elsewhere.Clock.GetUtcNow() }, default)).Value!.Call!.Value;

        using var queries = new QueryLog(_connectionString);
        foreach (var name in new[] { "bo", "olga" })
        {
            foreach (var act in Acts())
            {
                await act(name, missing);
                var (missingAnswer, missingQueries) = await queries.During(() => act(name, missing));
                foreach (var id in new[] { invisible, others })
                {
                    var (answer, asked) = await queries.During(() => act(name, id));
                    answer.ShouldBe(missingAnswer);
                    asked.ShouldBe(missingQueries);
                    asked.ShouldNotBeEmpty();
                }
            }
        }

        (await queries.During(() => Run(_world.Gate.Run(_world.As("bo"), new TroubleshootCall(invisible, "Just let me see it"))))).Answer
            .ShouldBe((await queries.During(() => Run(_world.Gate.Run(_world.As("bo"), new TroubleshootCall(missing, "Just let me see it"))))).Answer);

        IEnumerable<Func<string, Guid, Task<string>>> Acts() =>
        [
            (name, id) => Run(_world.Gate.Run(_world.As(name), new ViewCall(id))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new ViewTranscript(id))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new MarkRead(id))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new ShareCall(id, "bo@harbor.example", _world.Clock.GetUtcNow().AddDays(1)))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new StopSharing(id, _world["bo"]))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new DeleteCall(id))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new AddComment(id, "Hello.", []))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new ListComments(id))),
            (name, id) => Run(_world.Gate.Run(_world.As(name), new ReleaseHeldCall(id))),
            async (name, id) => (await _world.Gate.Run(_world.As(name), new ExplainInsightsDecision(new($"{name}@harbor.example", "call/view", $"{id}")))).Value!.Sentence,
            (name, id) => Run(new Questions(_world.Gate, _world.Clock).Ask(_world.As(name), "What was promised?", id, default)),
        ];

        static async Task<string> Run<T>(Task<Outcome<T>> act) => (await act).Refused?.ToString() ?? "done";
    }

    [Fact]
    public async Task A_call_that_an_asker_of_decisions_does_not_read_costs_the_same_queries_as_one_that_is_not_there()
    {
        foreach (var name in new[] { "ana", "bo" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana");
        await _world.Team("support", "bo");
        await _world.Recorder("olga", "call/ingest call/read:support");
        var (hidden, held, read) = (await _world.Call("1", "ana"), await _world.HeldCall("2", "bo"), await _world.Call("3", "bo"));
        var recorder = (await _world.Snapshots.Customer(_world.Customer, TestContext.Current.CancellationToken))!.IntegrationUser(_world["recorder"])!;
        var find = AskedCalls.FindIn(_world.Store);

        using var queries = new QueryLog(_connectionString);
        Task<(CallFacts? Call, IReadOnlyList<string> Asked)> Find(string id) =>
            queries.During(() => find(recorder, _world.Customer, id, _world.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        await Find($"{Guid.CreateVersion7()}");
        var missing = await Find($"{Guid.CreateVersion7()}");
        missing.Asked.ShouldNotBeEmpty();
        foreach (var id in new[] { $"{hidden}", $"{held}", "no id at all" })
        {
            var (call, asked) = await Find(id);
            call.ShouldBeNull();
            asked.ShouldBe(missing.Asked, id);
        }

        (await Find($"{read}")).Call!.Id.ShouldBe(read);
    }

    [Fact]
    public async Task An_asker_lists_the_calls_it_reads_latest_first_and_others_beside_them_change_no_query()
    {
        foreach (var name in new[] { "ana", "bo" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana");
        await _world.Team("support", "bo");
        await _world.Recorder("olga", "call/ingest call/read:support");
        var read = new List<Guid>();
        for (var i = 0; i < 5; i++) read.Add(await _world.Call($"read-{i}", "bo"));
        var recorder = (await _world.Snapshots.Customer(_world.Customer, TestContext.Current.CancellationToken))!.IntegrationUser(_world["recorder"])!;
        var list = AskedCalls.ListIn(_world.Store);

        using var queries = new QueryLog(_connectionString);
        Task<(IReadOnlyList<ReadCall> Part, IReadOnlyList<string> Asked)> List(Position? after) =>
            queries.During(() => list(recorder, _world.Customer, after, 3, _world.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        await List(null);
        var (first, asked) = await List(null);
        var (rest, askedOfRest) = await List(first[^1].At);
        first.Concat(rest).Select(call => call.Facts!.Id).ShouldBe(read.OrderByDescending(id => id), ignoreOrder: true);
        first.Concat(rest).Select(call => call.Name).ShouldBe(first.Concat(rest).Select(call => $"{call.Facts!.Id}"));

        await _world.Call("hidden", "ana");
        await _world.HeldCall("held", "bo");
        var (again, askedAgain) = await List(null);
        var (restAgain, askedOfRestAgain) = await List(again[^1].At);
        again.Concat(restAgain).Select(call => call.Name).ShouldBe(first.Concat(rest).Select(call => call.Name));
        askedAgain.ShouldBe(asked);
        askedOfRestAgain.ShouldBe(askedOfRest);
        (await List(restAgain[^1].At)).Part.ShouldBeEmpty();
    }

    private static async Task<List<Guid>> All(CallWorld world, Caller caller, ListCalls list)
    {
        var all = new List<Guid>();
        string? cursor = null;
        string? count = null;
        do
        {
            var page = (await world.Gate.Run(caller, list with { Cursor = cursor })).Value!;
            count ??= page.Count;
            all.AddRange(page.Items.Select(i => i.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        count.ShouldBe($"{all.Count}");
        return all;
    }

    /// <summary>People, teams, channels and calls at random, many on the same minute; the rows of calls are made from their facts.</summary>
    private static async Task<(List<CallFacts> Calls, Dictionary<Guid, string> Spoken)> RandomCalls(CallWorld world, Random random)
    {
        var now = world.Clock.GetUtcNow();
        var people = new List<Guid>();
        var teams = new List<Guid>();
        var calls = new List<CallFacts>();
        var spoken = new Dictionary<Guid, string>();
        await world.Change(db =>
        {
            for (var i = 0; i < 6; i++) people.Add(world.Add(db, $"p{i}", i < 2 ? InsightsRole.OrganizationAdmin : (InsightsRole)random.Next(3)).Id);
            for (var i = 0; i < 3; i++) teams.Add(world.AddTeam(db, $"t{i}", Some(Enumerable.Range(0, 6)).Select(p => $"p{p}")));
            var channels = new List<Guid>();
            for (var i = 0; i < 2; i++)
            {
                var channel = Guid.CreateVersion7();
                channels.Add(channel);
                db.Add(new Channel { Id = channel, TeamId = teams[random.Next(3)], SlackId = $"C{i}", Name = $"c{i}", Guests = random.Next(2) });
                foreach (var member in Some(people)) db.Add(new ChannelMember { ChannelId = channel, UserId = member });
                foreach (var member in Some(people).Take(2)) db.Add(new ChannelConfigurer { ChannelId = channel, UserId = member });
            }

            if (random.Next(3) == 0) db.Users.Local.Single(u => u.Id == people[5]).Active = false;
            if (random.Next(2) == 0) db.Users.Local.Single(u => u.Id == people[1]).InsightsUntil = now.AddMinutes(random.Next(3) - 1);
            for (var i = 0; i < 25; i++)
            {
                var owner = people[random.Next(6)];
                var call = new CallFacts
                {
                    Id = Guid.CreateVersion7(),
                    Owner = owner,
                    Teams = Some(teams),
                    Channels = [.. Some(channels).Take(random.Next(3))],
                    SharedWith = [.. Some(people).Where(p => p != owner).Take(2).Select(p => new Opening(p, now.AddMinutes(random.Next(3) - 1)))],
                    OpenedBy = [.. Some(people).Take(2).Select(p => new Opening(p, now.AddMinutes(random.Next(3) - 1)))],
                    Held = random.Next(6) == 0,
                };
                var word = Words[random.Next(3)];
                var start = now.AddMinutes(-random.Next(8));
                calls.Add(call);
                spoken.Add(call.Id, word);
                db.Add(new Call { Id = call.Id, Title = "t", OwnerId = owner, Start = start, Duration = default, Turns = 1, Stored = now, Held = call.Held });
                var keys = string.Join(' ', SearchWords.In($"the {word}").Select(w => w.Key));
                db.Add(new SearchText { CallId = call.Id, Whole = keys, Shown = keys });
                foreach (var reader in CallVisibility.ReadersOf(call)) db.Add(CallReader.Of(reader, call.Id, start));
                foreach (var opening in call.OpenedBy) db.Add(new CallOpening { Id = Guid.CreateVersion7(), CallId = call.Id, UserId = opening.User, Reason = "r", At = now, Until = opening.Until });
            }

            return true;
        });
        return (calls, spoken);

        List<T> Some<T>(IEnumerable<T> all) => [.. all.Where(_ => random.Next(3) == 0)];
    }

    /// <summary>The decision about a call as a door asks for it, without what is shown of it.</summary>
    private sealed record MayView(Guid Id) : Query<Call, bool>
    {
        public override Permission Needs => Permission.CallView;

        public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

        public override Task<bool> Run(Work work, Call found) => Task.FromResult(true);
    }
}

public sealed class VisibilityOnSqliteTests : VisibilitySuite
{
    protected override Task<string> NewDatabase() => WorldDatabases.Current.New();
}
