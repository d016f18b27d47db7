using Usher.Access;
using Usher.Calls;

namespace Usher.Tests.Calls;

/// <summary>Who speaks when in a call, as far as its viewer may read (rule 12).</summary>
public class TimelineTests : IAsyncLifetime
{
    private const string Spoken = "[00:00] Ana Test: Thank you all for coming today.\n[00:30] Rosa Vidal: The price of the licence is too high for our budget this year.\n" +
        "[01:00] Rosa Vidal: And the printer does not print.\n[01:30] Ana Test: I will send you a new offer with a discount by Friday.\n[02:00] Guest: Goodbye.";

    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        foreach (var person in new[] { "ana", "bo", "cy" }) await _world.Person(person);
        await _world.Team("sales", "ana", "bo");
        await _world.Recorder("cy");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_reads_the_transcript_sees_who_spoke_when_and_how_much()
    {
        var timeline = (await View("bo", await _world.Call("1", "ana", Spoken))).Timeline;

        timeline.Seconds.ShouldBe(120);
        timeline.Speakers.Select(s => (s.Name, s.Share)).ShouldBe([("Ana Test", 0.5), ("Rosa Vidal", 0.5), ("Guest", 0)]);
        timeline.Spans.Select(s => (s.Speaker, s.Turn, s.From, s.To)).ShouldBe([(0, 0, 0, 0.25), (1, 1, 0.25, 0.75), (0, 3, 0.75, 1), (2, 4, 1, 1)]);
        timeline.Moments.ShouldContain(m => m.Turn == 3 && m.At == 0.75);
    }

    [Fact]
    public async Task Chapters_are_for_those_alone_who_may_read_the_transcript()
    {
        string[] subjects = ["The label printers in the warehouse jam, and the paper rolls tear the labels.", "The lawyers want the liability clause of the contract capped in the annex."];
        var call = await _world.Call("1", "ana", string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "Ana Test" : "Rosa Vidal")}: {subjects[i / 20]}")));
        await _world.Gate.Run(_world.As("ana"), new ShareCall(call, "cy@harbor.example", _world.Clock.GetUtcNow().AddDays(1)));
        var chapters = (await View("ana", call)).Timeline.Chapters;
        chapters.Select(c => c.Turn).ShouldBe([0, 20]);
        chapters[0].Title.ShouldContain("abel", Case.Insensitive);
        (await View("cy", call)).Timeline.Chapters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_sees_who_is_quoted_and_when_and_no_share()
    {
        var call = await _world.Call("1", "ana", Spoken);
        await _world.Gate.Run(_world.As("ana"), new ShareCall(call, "cy@harbor.example", _world.Clock.GetUtcNow().AddDays(1)));
        var view = await View("cy", call);
        var quoted = view.Summary.Parts.SelectMany(p => p.Lines).Select(l => l.Speaker).Distinct().ToList();

        view.Timeline.Spans.ShouldBeEmpty();
        view.Timeline.Speakers.ShouldAllBe(s => s.Share == null);
        view.Timeline.Speakers.Select(s => s.Name).ShouldBe(quoted, ignoreOrder: true);
        view.Timeline.Moments.Select(m => m.Turn).ShouldBeSubsetOf(view.Summary.Parts.SelectMany(p => p.Lines).Select(l => l.Turn));
    }

    [Fact]
    public async Task Without_times_places_are_told_by_how_much_was_said()
    {
        var timeline = (await View("bo", await _world.Call("1", "ana", "Ana Test: 0123456789\nRosa Vidal: 012345678901234567890123456789"))).Timeline;

        timeline.Seconds.ShouldBeNull();
        timeline.Spans.Select(s => (s.Turn, s.From, s.To)).ShouldBe([(0, 0, 0.25), (1, 0.25, 1)]);
    }

    [Fact]
    public async Task The_owner_is_ours_and_the_customer_is_known_by_the_domain_of_an_address()
    {
        var file = "---\nattendees:\n  - Bo Helper <bo@harbor.example>\n  - Rosa Vidal <rosa@brackwater.example>\n  - Otto <otto@harbor.example>\n  - Otto <otto@brackwater.example>\n---\n" +
            "Ana Test: One.\nBo Helper: Two.\nROSA VIDAL: Three.\nOtto: Four.\nGuest: Five.";
        var sides = (await View("bo", await _world.Call("1", "ana", file))).Timeline.Speakers.ToDictionary(s => s.Name, s => s.Side, StringComparer.OrdinalIgnoreCase);

        sides["Ana Test"].ShouldBe(SpeakerSide.Ours);
        sides["Bo Helper"].ShouldBe(SpeakerSide.Ours);
        sides["Rosa Vidal"].ShouldBe(SpeakerSide.Customer);
        sides["Otto"].ShouldBe(SpeakerSide.Unknown);
        sides["Guest"].ShouldBe(SpeakerSide.Unknown);
    }

    private async Task<CallView> View(string name, Guid call) => (await _world.Gate.Run(_world.As(name), new ViewCall(call))).Value!;
}
