using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Architecture;

namespace Usher.Tests.Calls;

/// <summary><c>call/read</c> by a machine's key: the calls of the teams that both its scope and its key name, each marked as read; nothing else.</summary>
public class MachineReadTests : IAsyncLifetime
{
    private CallWorld _world = null!;
    private CallsOut _out = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        _out = new CallsOut(_world.Gate);
        foreach (var name in new[] { "ana", "bo", "cy", "dee" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "bo");
        await _world.Team("support", "cy");
        await _world.Recorder("olga", "call/ingest call/read:sales");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task It_reads_the_calls_of_its_teams_with_their_transcripts_and_no_others()
    {
        var sales = await _world.Call("1", "ana", "Ana: The discount is twelve percent.");
        var support = await _world.Call("2", "cy", "Cy: The discount is thirteen percent.");
        var nobodys = await _world.Call("3", "dee", "Dee: The discount is fourteen percent.");
        var held = await _world.HeldCall("4", "ana");

        var page = (await List(new() { Text = "discount" })).Value!;
        page.Items.ShouldHaveSingleItem().Id.ShouldBe(sales);
        page.Items[0].Highlights!.ShouldHaveSingleItem().Text.ShouldContain("twelve");
        page.Count.ShouldBe("1");
        (await List(new())).Value!.Items.Select(i => i.Id).ShouldBe([sales]);
        (await List(new() { Team = "support" })).Value!.Items.ShouldBeEmpty();

        var view = (await View(sales)).Value!;
        view.Summary.Engine.ShouldBe("offline");
        view.Readers.ShouldBeEmpty();
        view.Can.ShouldSatisfyAllConditions(c => c.Transcript.Allowed.ShouldBeTrue(), c => c.Ask.Allowed.ShouldBeFalse(), c => c.Share.Allowed.ShouldBeFalse(), c => c.Delete.Allowed.ShouldBeFalse());
        (await Transcript(sales)).Value!.Turns.ShouldHaveSingleItem().Text.ShouldContain("twelve");

        foreach (var id in new[] { support, nobodys, held, Guid.CreateVersion7() })
        {
            (await View(id)).Refused.ShouldBe(new NotFound());
            (await Transcript(id)).Refused.ShouldBe(new NotFound());
        }

        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(held))).Refused.ShouldBeNull();
        (await View(held)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Each_call_it_was_shown_says_so_to_those_who_see_it()
    {
        var listed = await _world.Call("1", "ana");
        (await Machine("ana", listed)).ShouldBe("integration with access to calls of sales, not accessed yet");
        await List(new());
        _world.Clock.Move(TimeSpan.FromHours(1));
        var opened = await _world.Call("2", "ana");
        await View(opened);
        _world.Clock.Move(TimeSpan.FromHours(1));
        var supports = await _world.Call("3", "cy");
        var entries = await Entries();
        await List(new());
        await View(listed);
        await Transcript(opened);

        (await Entries()).ShouldBe(entries);
        entries.ShouldBe(2);
        foreach (var who in new[] { "ana", "bo" })
        {
            (await Machine(who, listed)).ShouldBe("integration with access to calls of sales, first accessed on 2026-11-22 09:00 UTC");
            (await Machine(who, opened)).ShouldBe("integration with access to calls of sales, first accessed on 2026-11-22 10:00 UTC");
        }

        (await Machine("cy", supports)).ShouldBeNull();
        await Arrange(m => m.Scopes = "call/ingest");
        (await Machine("ana", opened)).ShouldBe("integration, first accessed on 2026-11-22 10:00 UTC, no longer has access");
        (await _world.Gate.Run(_world.As("ana"), new DeleteCall(opened))).Refused.ShouldBeNull();
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<MachineRead>().Select(r => r.CallId).ToListAsync()).ShouldBe([listed]);
    }

    [Fact]
    public async Task It_reads_nothing_when_scope_approval_owner_or_Insights_are_not_there()
    {
        var call = await _world.Call("1", "ana");
        (await View(call)).Refused.ShouldBeNull();

        await Refused(m => m.Scopes = "call/ingest");
        await Arrange(m => m.Scopes = "call/read:support");
        (await View(call)).Refused.ShouldBe(new NotFound());
        await Arrange(m => m.Scopes = "call/read:sales");
        await Refused(m => m.Approved = false);
        await Arrange(m => m.Approved = true);
        (await View(call)).Refused.ShouldBeNull();
        await _world.Change(db => db.Users.Single(u => u.Id == _world["olga"]).Active = false);
        await Refused(_ => { });
        await _world.Change(db => db.Users.Single(u => u.Id == _world["olga"]).Active = true);
        (await View(call)).Refused.ShouldBeNull();
        await _world.Change(db => db.Set<TenantApp>().Single().State = AppState.Disabled);
        await Refused(_ => { });

        async Task Refused(Action<IntegrationUser> change)
        {
            await Arrange(change);
            (await View(call)).Refused.ShouldBeOfType<NotAllowed>();
            (await Transcript(call)).Refused.ShouldBeOfType<NotAllowed>();
            (await List(new())).Refused.ShouldBeOfType<NotAllowed>();
            (await _world.Gate.Run(_world.AsRecorder, new WriteMachineReads([call]))).Refused.ShouldBeOfType<NotAllowed>();
            (await _world.Gate.Run(_world.AsRecorder, new FindUnreadByMachine([call]))).Refused.ShouldBeOfType<NotAllowed>();
        }
    }

    [Fact]
    public async Task A_key_reads_what_both_it_and_its_holder_name_until_it_ends()
    {
        await Arrange(m => m.Scopes = "call/ingest call/read:sales,support");
        var sales = await _world.Call("1", "ana");
        var support = await _world.Call("2", "cy");

        (await Seen(await Key(null))).ShouldBe([support, sales], ignoreOrder: true);
        (await Seen(await Key("call/read:support"))).ShouldBe([support]);
        (await _out.View(await Key("call/read:support"), sales, default)).Refused.ShouldBe(new NotFound());
        (await _out.List(await Key("call/ingest"), new(), default)).Refused.ShouldBeOfType<NotAllowed>();
        var ending = await Key("call/read:sales", _world.Clock.GetUtcNow().AddMinutes(1));
        (await Seen(ending)).ShouldBe([sales]);
        _world.Clock.Move(TimeSpan.FromMinutes(1));
        (await _out.View(ending, sales, default)).Refused.ShouldBeOfType<NotAllowed>();
        var revoked = await Key(null);
        await _world.Change(db => db.ApiKeys.Single(k => k.Id == revoked.Key).Revoked = true);
        (await _out.View(revoked, sales, default)).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Each_customers_machine_reads_its_own_customers_calls()
    {
        await using var lakeside = await CallWorld.Beside(_world.Store, "lakeside");
        await lakeside.Person("lea");
        await lakeside.Team("sales", "lea");
        await lakeside.Recorder("lea", "call/ingest call/read:sales");
        var theirs = await lakeside.Call("1", "lea");
        var ours = await _world.Call("1", "ana");

        (await Seen(_world.AsRecorder)).ShouldBe([ours]);
        var out2 = new CallsOut(lakeside.Gate);
        (await out2.List(lakeside.AsRecorder, new(), default)).Value!.Items.Select(i => i.Id).ShouldBe([theirs]);
        (await View(theirs)).Refused.ShouldBe(new NotFound());
        (await out2.View(lakeside.AsRecorder, ours, default)).Refused.ShouldBe(new NotFound());
        (await _out.View(lakeside.AsRecorder with { Customer = _world.Customer, Home = lakeside.Customer }, ours, default)).Refused.ShouldBe(new NotFound());
    }

    [Fact]
    public async Task It_does_nothing_with_a_call_but_read_it()
    {
        var call = await _world.Call("1", "ana");

        (await _world.Gate.Run(_world.AsRecorder, new MarkRead(call))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.AsRecorder, new DeleteCall(call))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.AsRecorder, new ShareCall(call, "bo@harbor.example", _world.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.AsRecorder, new TroubleshootCall(call, "Let me have a look"))).Refused.ShouldBeOfType<NotAllowed>();
        (await new Questions(_world.Gate, _world.Clock).Ask(_world.AsRecorder, "What was said?", call, default)).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Over_http_the_same_routes_answer_a_machines_key()
    {
        await using var server = new CallsServer { RecorderScopes = "call/ingest call/read:sales" };
        await server.InitializeAsync();
        var mine = await Push("1", "ana");
        var other = await Push("2", "bo");

        (await Get("/api/calls")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()).ShouldBe([mine]);
        (await Get($"/api/calls/{mine}")).GetProperty("summary").GetProperty("engine").GetString().ShouldBe("offline");
        (await Get($"/api/calls/{mine}/transcript")).GetProperty("turns").GetArrayLength().ShouldBe(1);
        foreach (var path in new[] { "", "/transcript" })
        {
            (await server["recorder"].GetAsync($"/api/calls/{other}{path}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await server["recorder"].GetAsync($"/api/calls/{Guid.CreateVersion7()}{path}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await server["recorder"].PostAsJsonAsync("/api/ask", new { question = "What was said?" }, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var readers = (await server["ana"].GetFromJsonAsync<JsonObject>($"/api/calls/{mine}", Token))!["readers"]!.AsArray();
        readers.Single(r => r!["name"]!.GetValue<string>() == "recorder")!["why"]!.GetValue<string>().ShouldContain("first accessed on");

        async Task<Guid> Push(string id, string host)
        {
            var pushed = await server["recorder"].PostAsync($"/api/calls?recorderId={id}&host={host}@harbor.example&start=2026-01-05T10:00:00Z", new StringContent("Ana: Hello there.", Encoding.UTF8, "text/plain"), Token);
            return (await pushed.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!.GetValue<Guid>();
        }

        Task<JsonElement> Get(string path) => server["recorder"].GetFromJsonAsync<JsonElement>(path, Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<Outcome<CallPage>> List(ListCalls list) => _out.List(_world.AsRecorder, list, default);

    private Task<Outcome<CallView>> View(Guid id) => _out.View(_world.AsRecorder, id, default);

    private Task<Outcome<TranscriptView>> Transcript(Guid id) => _out.Transcript(_world.AsRecorder, id, default);

    private async Task<IEnumerable<Guid>> Seen(Caller caller) => (await _out.List(caller, new(), default)).Value!.Items.Select(i => i.Id);

    private Task<bool> Arrange(Action<IntegrationUser> change) => _world.Change(db =>
    {
        change(db.IntegrationUsers.Single());
        return true;
    });

    /// <summary>What a call says of the machine to someone who sees it; null: nothing.</summary>
    private async Task<string?> Machine(string who, Guid call) =>
        (await _world.Gate.Run(_world.As(who), new ViewCall(call))).Value!.Readers.SingleOrDefault(r => r.Id == _world["recorder"])?.Why;

    private async Task<int> Entries()
    {
        await using var db = _world.Store.Context(_world.Customer);
        return await db.Set<AuditEntry>().CountAsync(e => e.Act == nameof(WriteMachineReads));
    }

    /// <summary>A caller by a key of the machine with these scopes; null: all of its holder's.</summary>
    private async Task<Caller> Key(string? scopes, DateTimeOffset? expires = null)
    {
        var id = await _world.Change(db =>
        {
            var text = KeyText.New(_world.Customer, Guid.CreateVersion7());
            db.Add(new ApiKey
            {
                Id = text.Id,
                HolderId = _world["recorder"],
                HolderKind = ActorKind.IntegrationUser,
                Name = "key",
                Hash = text.Hash(),
                Permissions = scopes,
                Expires = expires ?? _world.Clock.GetUtcNow().AddDays(1),
                Since = _world.Clock.GetUtcNow(),
            });
            return text.Id;
        });
        return _world.AsRecorder with { Key = id };
    }
}
