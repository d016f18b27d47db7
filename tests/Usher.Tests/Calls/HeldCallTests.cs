using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Delivery;

namespace Usher.Tests.Calls;

/// <summary>Rule 19 from a recorder's push to the end: a call that looks sensitive is its owner's alone on every way, until they release it, delete it, or thirty days are over.</summary>
public class HeldCallTests : IAsyncLifetime
{
    private const string Question = "When is the disciplinary hearing of Paul?";

    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("olga").Channel("CDEALS", "ana", "bo", "cy");
    private DeliveryWorld _delivery = null!;
    private CallWorld _world = null!;
    private CallsOut _out = null!;
    private Guid _call;

    public async ValueTask InitializeAsync()
    {
        _delivery = await DeliveryWorld.New(_slack);
        _world = _delivery.Calls;
        _out = new CallsOut(_world.Gate);
        await _delivery.Connect();
        await _delivery.Channel("CDEALS", messageOwner: true);
        await _world.Change(db => db.IntegrationUsers.Single().Scopes = "call/ingest call/read:sales");
        var pushed = await Push();
        pushed.Refused.ShouldBeNull();
        _call = pushed.Value!.Call!.Value;
        await _delivery.Work();
    }

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    [Fact]
    public async Task Its_owner_sees_it_marked_as_held_with_its_class_and_may_ask_about_it()
    {
        (await _world.Gate.Run(_world.As("ana"), new ViewCall(_call))).Value!.ShouldSatisfyAllConditions(
            c => c.Held.ShouldBeTrue(), c => c.Sensitive.ShouldBe("Personnel"), c => c.Readers.ShouldHaveSingleItem().Name.ShouldBe("Ana Test"));
        (await List("ana", new() { Text = "hearing" })).Items.ShouldHaveSingleItem().Held.ShouldBeTrue();
        (await _world.Gate.Run(_world.As("ana"), new ViewTranscript(_call))).Value!.Turns.Count.ShouldBe(4);
        (await Ask("ana", _call)).Value!.Lines.ShouldNotBeEmpty();
        (await Ask("ana", null)).Value!.Lines.ShouldAllBe(l => l.Call == _call);
    }

    [Theory]
    [InlineData("bo", "in the same team and in the team's channel")]
    [InlineData("cy", "in the team's channel alone")]
    [InlineData("olga", "an Organization Admin")]
    public async Task To_everyone_else_it_is_not_there(string who, string why)
    {
        why.ShouldNotBeEmpty();
        var caller = _world.As(who);
        (await List(who, new())).ShouldSatisfyAllConditions(p => p.Items.ShouldBeEmpty(), p => p.Count.ShouldBe("0"));
        (await List(who, new() { Text = "hearing", Person = "ana@harbor.example" })).Items.ShouldBeEmpty();
        (await Ask(who, null)).Value!.ShouldBeEquivalentTo(new AskAnswer(true, "offline", []));
        foreach (var id in new[] { _call, Guid.CreateVersion7() })
        {
            (await _world.Gate.Run(caller, new ViewCall(id))).Refused.ShouldBe(new NotFound());
            (await _world.Gate.Run(caller, new ViewTranscript(id))).Refused.ShouldBe(new NotFound());
            (await Ask(who, id)).Refused.ShouldBe(new NotFound());
            (await _world.Gate.Run(caller, new MarkRead(id))).Refused.ShouldBe(new NotFound());
            (await _world.Gate.Run(caller, new ReleaseHeldCall(id))).Refused.ShouldBe(new NotFound());
            (await _world.Gate.Run(caller, new DeleteCall(id))).Refused.ShouldBe(new NotFound());
            (await _world.Gate.Run(caller, new ShareCall(id, "ana@harbor.example", _world.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBe(new NotFound());
        }

        (await _delivery.Inbox(who)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_goes_nowhere()
    {
        _slack.Messages.ShouldBeEmpty();
        (await _delivery.Inbox("ana")).ShouldHaveSingleItem().Kind.ShouldBe(NoteKind.Held);
        var delivery = (await _delivery.Deliveries()).ShouldHaveSingleItem();
        delivery.ShouldSatisfyAllConditions(d => d.To.ShouldBe(DeliveryTo.Nobody), d => d.State.ShouldBe(DeliveryState.Held), d => d.Reason.ShouldBe("Personnel"));
        (await _world.Gate.Run(_world.As("olga"), new RetryDelivery(delivery.Id))).Refused.ShouldNotBeNull();
        await _delivery.Work();
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_neither_shared_nor_opened_to_troubleshoot_nor_read_by_a_machine()
    {
        (await _world.Gate.Run(_world.As("ana"), new ShareCall(_call, "bo@harbor.example", _world.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBe(new CallIsHeld());
        (await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(_call, "A delivery of it is held"))).Refused.ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Held);
        (await _out.View(_world.AsRecorder, _call, default)).Refused.ShouldBe(new NotFound());
        (await _out.Transcript(_world.AsRecorder, _call, default)).Refused.ShouldBe(new NotFound());
        (await _out.List(_world.AsRecorder, new(), default)).Value!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Released_it_goes_where_every_call_goes()
    {
        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(_call))).Refused.ShouldBeNull();
        await _delivery.Work();

        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(_call))).Refused.ShouldBe(new CallIsNotHeld());
        foreach (var who in new[] { "bo", "cy" }) (await List(who, new())).Items.ShouldHaveSingleItem().Held.ShouldBeFalse();
        (await List("olga", new())).Items.ShouldBeEmpty();
        (await _delivery.Inbox("bo")).ShouldHaveSingleItem().Kind.ShouldBe(NoteKind.Call);
        _slack.Messages.Select(m => m.Conversation).ShouldBe(["DUana", "CDEALS"], ignoreOrder: true);
        (await _out.View(_world.AsRecorder, _call, default)).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(_call, "Somebody asked me to look"))).Refused.ShouldBeNull();

        _world.Clock.Move(TimeSpan.FromDays(31));
        await _delivery.Work();
        (await _world.Gate.Run(_world.As("ana"), new ViewCall(_call))).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Deleted_by_its_owner_nothing_of_it_is_left_and_it_does_not_come_back()
    {
        (await _world.Gate.Run(_world.As("ana"), new DeleteCall(_call))).Refused.ShouldBeNull();
        await _delivery.Work();

        await Gone();
        (await Push()).Value!.ShouldBe(new IngestAnswer(_call, true, null));
        await Gone();
    }

    [Fact]
    public async Task After_thirty_days_it_is_deleted_and_not_a_moment_before()
    {
        _world.Clock.Move(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await _delivery.Work();
        (await _world.Gate.Run(_world.As("ana"), new ViewCall(_call))).Refused.ShouldBeNull();

        _world.Clock.Move(TimeSpan.FromSeconds(1));
        await _delivery.Work();

        await Gone();
    }

    private async Task Gone()
    {
        (await _world.Gate.Run(_world.As("ana"), new ViewCall(_call))).Refused.ShouldBe(new NotFound());
        (await _delivery.Inbox("ana")).ShouldBeEmpty();
        (await _delivery.Deliveries()).ShouldBeEmpty();
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Call>().AnyAsync() || await db.Set<Transcript>().AnyAsync() || await db.Set<CallSummary>().AnyAsync() || await db.Set<SearchText>().AnyAsync()
            || await db.Set<CallReader>().AnyAsync() || await db.Set<CallAttendee>().AnyAsync() || await db.Set<CallTeam>().AnyAsync()).ShouldBeFalse();
    }

    private Task<Outcome<IngestAnswer>> Push() => _world.In.Push(_world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes("""
        Ana: This has to stay between us. Has the disciplinary hearing been fixed for Paul?
        Bo: On Monday. He had the final warning in March, and his absences have gone up again.
        Ana: And his line manager, will she be there?
        Bo: Yes, with somebody from HR.
        """)), null, new CallHeader { RecorderId = "1", Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow(), Title = "Between us" }, default);

    private async Task<CallPage> List(string who, ListCalls list) => (await _world.Gate.Run(_world.As(who), list)).Value!;

    private Task<Outcome<AskAnswer>> Ask(string who, Guid? call) => new Questions(_world.Gate, _world.Clock).Ask(_world.As(who), Question, call, default);
}
