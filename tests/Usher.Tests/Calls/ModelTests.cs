using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Calls.Engine;

namespace Usher.Tests.Calls;

/// <summary>A model writes, between two decisions: what it is told, what is kept of what it says, and what happens when the world changes while it thinks.</summary>
public class ModelTests : IAsyncLifetime
{
    private const string Talk = "Ana: The yearly price of the printers is nine thousand pounds, with the paper included.\nRosa: Then we decide in June, when the new budget is there for us.";
    private const string Question = "What is the yearly price of the printers?";

    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "cy" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "bo");
        await _world.Team("support", "cy");
        await _world.Recorder("olga");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static string Price => JsonSerializer.Serialize(new { kind = "priceOrDate", call = 0, turn = 0, quote = "The yearly price of the printers is nine thousand pounds" });

    [Fact]
    public async Task A_call_is_readable_at_once_and_the_model_writes_its_summary_later()
    {
        await using var model = await ScriptedModel.Start(_ => Price);
        using var engine = model.Engine();
        var call = await _world.Call("1", "ana", Talk);
        (await Summary(call)).Engine.ShouldBe("offline");
        model.Requests.ShouldBe(0);

        await Work(engine);

        var summary = await Summary(call);
        summary.Engine.ShouldBe("tiny");
        summary.Parts.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Text.ShouldStartWith("The yearly price");
        model.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_fails_is_asked_again_later_and_the_offline_summary_stays()
    {
        await using var model = await ScriptedModel.Start(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        using var engine = model.Engine();
        var call = await _world.Call("1", "ana", Talk);

        for (var i = 0; i < 5; i++)
        {
            await Work(engine);
            _world.Clock.Move(TimeSpan.FromMinutes(10));
        }

        model.Requests.ShouldBe(3);
        (await Summary(call)).Engine.ShouldBe("offline");
        (await Summary(call)).Parts.ShouldNotBeEmpty();
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Job>().CountAsync(j => j.Kind == "CallStored/WriteSummary")).ShouldBe(0);
    }

    [Fact]
    public async Task A_held_call_reaches_the_model_only_once_it_is_released()
    {
        await using var model = await ScriptedModel.Start(_ => """{"kind":"about","turn":0,"quote":"Between us."}""");
        using var engine = model.Engine();
        var held = await _world.HeldCall("1", "ana");
        await Work(engine);
        (await Ask(engine, "ana", "What is between us?", held)).Value!.Engine.ShouldBe("offline");
        (await Ask(engine, "ana", "What is between us?", null)).Value!.Engine.ShouldBe("offline");
        model.Requests.ShouldBe(0);

        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(held))).Refused.ShouldBeNull();
        await Work(engine);

        model.Requests.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_call_deleted_while_the_model_writes_stays_deleted()
    {
        var call = Guid.Empty;
        await using var model = await ScriptedModel.Start(async _ =>
        {
            (await _world.Gate.Run(_world.As("ana"), new DeleteCall(call))).Refused.ShouldBeNull();
            return Price;
        });
        using var engine = model.Engine();
        call = await _world.Call("1", "ana", Talk);

        await Work(engine);

        model.Requests.ShouldBe(1);
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<CallSummary>().CountAsync()).ShouldBe(0);
        (await db.Set<Job>().CountAsync(j => j.Kind == "CallStored/WriteSummary")).ShouldBe(0);
    }

    [Fact]
    public async Task The_model_is_told_of_what_the_asker_sees_and_of_nothing_else()
    {
        await using var model = await ScriptedModel.Start(_ => Price + "\n" + Price.Replace("\"call\":0", "\"call\":1", StringComparison.Ordinal));
        using var engine = model.Engine();
        var mine = await _world.Call("1", "ana", Talk);
        await _world.Call("2", "cy", "Cy: The yearly price of the printers for Brackwater is a secret of the support people.");

        var answer = (await Ask(engine, "bo", Question, null)).Value!;

        answer.Engine.ShouldBe("tiny");
        answer.Lines.ShouldHaveSingleItem().Call.ShouldBe(mine);
        var (system, user) = model.Prompts.ShouldHaveSingleItem();
        user.ShouldContain("nine thousand");
        (system + user).ShouldNotContain("Brackwater");
        (await Ask(engine, "cy", Question, mine)).Refused.ShouldBe(new NotFound());
        model.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sight_taken_while_the_model_answers_is_gone(bool ofOneCall)
    {
        await using var model = await ScriptedModel.Start(async _ =>
        {
            await _world.Change(db => db.Remove(db.Set<TeamMember>().Single(m => m.UserId == _world["bo"])));
            return Price;
        });
        using var engine = model.Engine();
        var call = await _world.Call("1", "ana", Talk);

        var asked = await Ask(engine, "bo", Question, ofOneCall ? call : null);

        model.Requests.ShouldBe(1);
        if (ofOneCall) asked.Refused.ShouldBe(new NotFound());
        else asked.Value!.ShouldSatisfyAllConditions(a => a.None.ShouldBeTrue(), a => a.Lines.ShouldBeEmpty());
    }

    [Fact]
    public async Task Who_is_deactivated_while_the_model_answers_is_refused()
    {
        await using var model = await ScriptedModel.Start(async _ =>
        {
            await _world.Change(db => db.Users.Single(u => u.Id == _world["bo"]).Active = false);
            return Price;
        });
        using var engine = model.Engine();
        var call = await _world.Call("1", "ana", Talk);

        (await Ask(engine, "bo", Question, call)).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Of_a_transcript_closed_to_the_asker_only_what_the_summary_quotes_is_read_to_them_and_to_the_model()
    {
        await using var model = await ScriptedModel.Start(_ => "");
        using var engine = model.Engine();
        var call = await _world.Call("1", "ana", Talk + "\nAna: Umbrellas and umbrellas, you know.");
        await Close();

        var answer = (await Ask(engine, "bo", Question, call)).Value!;

        var quoted = (await Summary(call)).Parts.SelectMany(p => p.Lines).ToList();
        answer.Lines.ShouldNotBeEmpty();
        answer.Lines.ShouldAllBe(l => quoted.Exists(q => q.Turn == l.Turn && q.Text.Contains(l.Text)));
        model.Prompts.ShouldHaveSingleItem().User.ShouldNotContain("Umbrellas");
        (await Ask(engine, "bo", "What about the umbrellas?", call)).Value!.None.ShouldBeTrue();
        (await Ask(engine, "ana", "What about the umbrellas?", call)).Value!.None.ShouldBeFalse();
    }

    [Fact]
    public async Task A_transcript_closed_while_the_model_answers_is_quoted_no_more()
    {
        await using var model = await ScriptedModel.Start(async _ =>
        {
            await Close();
            return Price;
        });
        using var engine = model.Engine();
        var call = await _world.Call("1", "ana", Talk);

        (await Ask(engine, "bo", Question, call)).Value!.Lines.ShouldBeEmpty();
    }

    /// <summary>The organization lets owners alone read whole transcripts.</summary>
    private Task Close() => _world.Change(db => db.Customers.Single().Transcripts = TranscriptAudience.OwnerOnly);

    private Task<Outcome<AskAnswer>> Ask(ModelEngine engine, string who, string question, Guid? call) => new Questions(_world.Gate, _world.Clock, engine).Ask(_world.As(who), question, call, default);

    private async Task<SummaryView> Summary(Guid call) => (await _world.Gate.Run(_world.As("ana"), new ViewCall(call))).Value!.Summary;

    /// <summary>Does every job that is due now; those of other rooms wait.</summary>
    private async Task Work(ModelEngine engine)
    {
        var jobs = new JobRunner(_world.Store, _world.Gate, new JobSignal(), _world.Clock, [JobRoute.To(() => new WriteSummary(engine), typeof(WriteSummary))], NullLogger<JobRunner>.Instance);
        while (await jobs.Turn() > 0)
        {
        }
    }
}
