using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Calls.Retention;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Delivery;

namespace Usher.Tests.Calls;

/// <summary>Transcripts go when their time is over, by the shortest limit of a call's teams; a week before the first, owners are notified.</summary>
public class RetentionTests : IAsyncLifetime
{
    private const string Said = "Ana: The wyvernquartz is ready for the zebrafinch on Friday.\nBo: Then let's meet at the boathouse, and I'll send you the papers tomorrow.\n"
        + "Ana: Did the kestrelmoor people answer?\nBo: They talk about the weather all day long and never about the meadowlark.";

    private DeliveryWorld _delivery = null!;
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _delivery = await DeliveryWorld.New(new TestSlack().With("ana").With("bo"));
        _world = _delivery.Calls;
        foreach (var name in new[] { "dee", "eli", "fay", "gus" }) await _world.Person(name);
        await _world.Team("support", "ana", "dee", "eli", "fay", "gus");
        await _world.Team("desk", "cy");
    }

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    [Fact]
    public async Task Its_time_over_the_transcript_goes_and_what_everyone_is_shown_stays()
    {
        var call = await _world.Call("1", "cy", Said, "Larkfield");
        var shown = (await View("cy", call)).Summary;
        (await Found("cy", "meadowlark")).ShouldBe([call]);
        await Set(90, []);
        (await View("cy", call)).TranscriptUntil!.Value.ShouldBe(_world.Clock.GetUtcNow().AddDays(90), TimeSpan.FromMinutes(1));

        await Pass(90);

        var after = await View("cy", call);
        after.TranscriptDeleted.ShouldNotBeNull();
        after.TranscriptUntil.ShouldBeNull();
        after.Title.ShouldBe("Call 1");
        after.Summary.ShouldBeEquivalentTo(shown);
        after.Can.Transcript.Allowed.ShouldBeFalse();
        after.Can.Transcript.Why!.ShouldContain("deleted on");
        (await _world.Gate.Run(_world.As("cy"), new ViewTranscript(call))).Refused.ShouldBeOfType<TranscriptDeleted>();
        (await Found("cy", "meadowlark")).ShouldBeEmpty();
        (await Found("cy", "\"never about the meadowlark\"")).ShouldBeEmpty();
        (await Found("cy", "larkfield")).ShouldBe([call]);
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Transcript>().CountAsync()).ShouldBe(0);
        (await db.Set<RecorderCall>().SingleAsync()).Digest.ShouldBeEmpty();
        (await db.Set<SearchText>().SingleAsync()).ShouldSatisfyAllConditions(t => t.Whole.ShouldBe(t.Shown), t => t.Whole.ShouldNotContain("meadowlark"));
    }

    [Fact]
    public async Task What_is_asked_about_it_then_is_answered_from_its_summary_alone()
    {
        var call = await _world.Call("1", "cy", Said);
        var quoted = (await View("cy", call)).Summary.Parts.SelectMany(p => p.Lines).Select(l => l.Text).ToHashSet();
        var questions = new Questions(_world.Gate, _world.Clock);
        async Task<AskAnswer> Ask(Guid? about) => (await questions.Ask(_world.As("cy"), "Who talks about the weather and the meadowlark?", about, default)).Value!;
        (await Ask(call)).Lines.ShouldContain(l => l.Text.Contains("weather") || l.Text.Contains("meadowlark"));
        await Set(30, []);
        await Pass(37);

        foreach (var about in new Guid?[] { call, null }) (await Ask(about)).Lines.ShouldAllBe(l => quoted.Contains(l.Text));
        (await Ask(call)).TranscriptDeleted.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_answer_that_was_being_written_when_it_went_quotes_nothing_of_the_whole()
    {
        var call = await _world.Call("1", "cy", Said);
        await Set(30, []);
        var found = (await _world.Gate.Run(_world.As("cy"), new FindCallsToAsk("Who talks about the weather?", call))).Value!;
        found.ShouldHaveSingleItem().Places.ShouldBeNull();
        await Pass(37);

        (await _world.Gate.Run(_world.As("cy"), new KeepWhatIsSeen(call, [call]))).Value![call].Whole.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_of_several_teams_keeps_to_the_shortest_of_theirs()
    {
        var both = await _world.Call("1", "ana", Said);
        var sales = await _world.Call("2", "bo", Said);
        var support = await _world.Call("3", "dee", Said);
        var none = await _world.Call("4", "cy", Said);
        await Set(null, [new(_world["sales"], 365), new(_world["support"], 60)]);
        (await View("ana", both)).TranscriptUntil!.Value.ShouldBe(_world.Clock.GetUtcNow().AddDays(60), TimeSpan.FromMinutes(1));
        (await View("bo", sales)).TranscriptUntil!.Value.ShouldBe(_world.Clock.GetUtcNow().AddDays(365), TimeSpan.FromMinutes(1));
        (await View("cy", none)).TranscriptUntil.ShouldBeNull();

        await Pass(60);

        (await Gone()).ShouldBe([both, support], ignoreOrder: true);
        await Pass(305);
        (await Gone()).ShouldBe([both, support, sales], ignoreOrder: true);
    }

    [Fact]
    public async Task A_team_that_keeps_them_keeps_them_whatever_the_default_is()
    {
        var kept = await _world.Call("1", "bo", Said);
        var both = await _world.Call("2", "ana", Said);
        var none = await _world.Call("3", "olga", Said);
        await Set(30, [new(_world["sales"], null)]);
        await Pass(400);
        (await Gone()).ShouldBe([both, none], ignoreOrder: true);
        (await View("bo", kept)).TranscriptUntil.ShouldBeNull();
    }

    [Fact]
    public async Task Held_calls_and_those_of_archived_teams_and_of_people_who_left_go_as_well()
    {
        var held = await _world.HeldCall("1", "bo");
        var archived = await _world.Call("2", "dee", Said);
        var left = await _world.Call("3", "cy", Said);
        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(held))).Refused.ShouldBe(new NotFound());
        await _world.Change(db => db.Teams.Single(t => t.Slug == "support").Archived = _world.Clock.GetUtcNow());
        await _world.Change(db => db.Users.Single(u => u.Id == _world["cy"]).Active = false);
        await Set(30, []);
        // Before the thirty days after which a held call is deleted altogether, nothing of it may be due.
        await Pass(29);
        (await Gone()).ShouldBeEmpty();
        await Pass(8);
        (await Gone()).ShouldBe([archived, left], ignoreOrder: true);
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Transcript>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_held_call_that_was_stored_longer_ago_loses_its_transcript_too()
    {
        var held = await _world.HeldCall("1", "cy");
        // As if its deletion after thirty days had been given up.
        await _world.Change(db =>
        {
            db.Set<Job>().RemoveRange(db.Set<Job>().ToList());
            return true;
        });
        await Set(30, []);
        await Pass(37);
        (await Gone()).ShouldBe([held]);
    }

    [Fact]
    public async Task Owners_are_notified_once_and_a_week_before_the_first_deletion()
    {
        foreach (var id in new[] { "1", "2", "3" }) await _world.Call(id, "bo", Said);
        _world.Clock.Move(TimeSpan.FromDays(100));
        await _world.Call("4", "dee", Said);
        await _delivery.Work();
        await Set(30, []);
        await _delivery.Work();

        var first = _world.Clock.GetUtcNow() + RetentionLimit.Notice;
        (await Notes("bo")).ShouldHaveSingleItem().ShouldContain(first.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture));
        (await Notes("dee")).ShouldBeEmpty();
        (await Gone()).ShouldBeEmpty();
        await Pass(6);
        (await Gone()).ShouldBeEmpty();
        await Pass(1);
        (await Gone()).Count.ShouldBe(3);
        (await Notes("bo")).Count.ShouldBe(1);

        // What becomes due later comes with no other note; another owner has one before their own first.
        await _world.Call("5", "bo", Said);
        await Pass(23);
        (await Notes("dee")).Count.ShouldBe(1);
        (await Gone()).Count.ShouldBe(4);
        await Pass(8);
        (await Gone()).Count.ShouldBe(5);
        (await Notes("bo")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Made_longer_again_before_the_week_is_over_it_deletes_nothing()
    {
        var call = await _world.Call("1", "cy", Said);
        _world.Clock.Move(TimeSpan.FromDays(200));
        await Set(90, []);
        await _delivery.Work();
        await Set(365, []);
        await Pass(20);
        (await Gone()).ShouldBeEmpty();
        await Set(null, []);
        await Pass(4000);
        (await Gone()).ShouldBeEmpty();
        (await View("cy", call)).TranscriptUntil.ShouldBeNull();
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Job>().CountAsync(j => j.Kind == "DeleteTranscripts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_team_that_goes_back_to_a_shorter_default_has_its_owners_notified_again()
    {
        await _world.Call("1", "olga", Said);
        var call = await _world.Call("2", "bo", Said);
        _world.Clock.Move(TimeSpan.FromDays(200));
        await Set(90, [new(_world["sales"], null)]);
        await Pass(10);
        (await Gone()).ShouldNotContain(call);
        await Set(90, []);
        await Pass(6);
        (await Gone()).ShouldNotContain(call);
        (await Notes("bo")).Count.ShouldBe(1);
        await Pass(1);
        (await Gone()).ShouldContain(call);
    }

    [Fact]
    public async Task What_deletes_sooner_is_confirmed_with_the_preview_of_just_that()
    {
        await Set(365, []);
        (await Try(new EditRetention(90, []))).ShouldBeOfType<PreviewFirst>();
        var preview = await Preview(90, []);
        preview.Lines.Count.ShouldBe(4);
        (await Try(new EditRetention(60, [], preview.Confirms))).ShouldBeOfType<RetentionPreviewChanged>();
        (await Try(new EditRetention(90, [new(_world["sales"], 30)], preview.Confirms))).ShouldBeOfType<RetentionPreviewChanged>();
        (await Try(new EditRetention(730, []))).ShouldBeNull();
        (await Try(new EditRetention(90, [], preview.Confirms))).ShouldBeOfType<RetentionPreviewChanged>("the preview was of 365 days");
        (await Try(new EditRetention(90, [], (await Preview(90, [])).Confirms))).ShouldBeNull();
        (await Try(new EditRetention(null, []))).ShouldBeNull();
        (await Preview(null, [])).ShouldSatisfyAllConditions(p => p.Confirms.ShouldBeNull(), p => p.Lines.ShouldBeEmpty());
    }

    [Theory]
    [InlineData(29)]
    [InlineData(3651)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Days_are_thirty_to_ten_years(int days)
    {
        (await Try(new EditRetention(days, []))).ShouldBeOfType<Invalid>();
        (await Try(new EditRetention(null, [new(_world["sales"], days)]))).ShouldBeOfType<Invalid>();
        (await Try(new EditRetention(null, [new(Guid.CreateVersion7(), 90)]))).ShouldBeOfType<Invalid>();
        (await Try(new EditRetention(null, [new(_world["sales"], 90), new(_world["sales"], 60)]))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task The_preview_counts_only_calls_of_five_people_or_more_and_tells_no_total()
    {
        // Support: five owners, each a call; sales and the desk: fewer.
        foreach (var (i, who) in new[] { "ana", "dee", "eli", "fay", "gus", "bo", "cy" }.Index()) await _world.Call($"{i}", who, Said);
        for (var i = 0; i < 4; i++) await _world.Call($"more{i}", "dee", Said);
        _world.Clock.Move(TimeSpan.FromDays(75));
        var lines = (await Preview(90, [])).Lines.ToDictionary(l => l.Team?.Slug ?? "none");
        lines["support"].ShouldSatisfyAllConditions(l => l.Now.ShouldBeNull(), l => l.Soon.ShouldBe(5, "nine, in steps of five"), l => l.From.ShouldBeNull(), l => l.To.ShouldBe(90));
        foreach (var small in new[] { "sales", "desk", "none" }) lines[small].ShouldSatisfyAllConditions(l => l.Now.ShouldBeNull(), l => l.Soon.ShouldBeNull());

        _world.Clock.Move(TimeSpan.FromDays(15));
        (await Preview(90, [])).Lines.Single(l => l.Team?.Slug == "support").ShouldSatisfyAllConditions(l => l.Now.ShouldBe(5), l => l.Soon.ShouldBeNull());
        (await Preview(null, [new(_world["desk"], 30)])).Lines.ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Team!.Slug.ShouldBe("desk"), l => l.Now.ShouldBeNull());
    }

    [Fact]
    public async Task What_is_withheld_has_no_part_in_the_confirmation()
    {
        var before = (await Preview(null, [new(_world["desk"], 30)])).Confirms;
        await _world.Call("1", "cy", Said);
        _world.Clock.Move(TimeSpan.FromDays(40));
        (await Preview(null, [new(_world["desk"], 30)])).Confirms.ShouldBe(before);
    }

    [Fact]
    public async Task It_is_for_organization_admins_alone()
    {
        await _world.Person("edda", InsightsRole.Editor);
        await _world.Person("una", InsightsRole.UserAdmin);
        foreach (var who in new[] { "edda", "una", "ana" })
        {
            (await _world.Gate.Run(_world.As(who), new ViewRetention())).Refused.ShouldBeOfType<NotAllowed>();
            (await _world.Gate.Run(_world.As(who), new PreviewRetention(5, []))).Refused.ShouldBeOfType<NotAllowed>();
            (await _world.Gate.Run(_world.As(who), new EditRetention(5, []))).Refused.ShouldBeOfType<NotAllowed>();
        }
    }

    [Fact]
    public async Task Two_nodes_and_one_that_is_killed_in_the_middle_delete_each_once()
    {
        for (var i = 0; i < 45; i++) await _world.Call($"{i}", "cy", Said);
        await Set(30, []);
        await _delivery.Work();
        _world.Clock.Move(TimeSpan.FromDays(30));
        await _delivery.Work();
        (await Gone()).ShouldBeEmpty();
        _world.Clock.Move(TimeSpan.FromDays(7));

        // A node takes the job, settles one step of it and is never heard of again; meanwhile two others come for it.
        var handler = new DeleteTranscriptsHandler();
        var stop = new CancellationTokenSource();
        var lease = (await _delivery.Jobs.Take(8, default)).Single(l => l.Kind == "DeleteTranscripts");
        var run = new JobRun(_world.Gate, lease);
        var killed = handler.Do(new DeleteTranscripts(1), run, stop.Token);
        var other = handler.Do(new DeleteTranscripts(1), new JobRun(_world.Gate, lease), default);
        await stop.CancelAsync();
        foreach (var one in new[] { killed, other }) await Record.ExceptionAsync(() => one);
        _world.Clock.Move(TimeSpan.FromMinutes(5));
        await _delivery.Work();

        (await Gone()).Count.ShouldBe(45);
        (await Deleted()).Count.ShouldBe(45, "each is in one entry");
    }

    [Fact]
    public async Task The_trail_names_what_was_deleted_by_opaque_id_and_nothing_of_it()
    {
        var call = await _world.Call("1", "cy", Said);
        await Set(30, []);
        await Pass(37);
        (await Deleted()).ShouldBe([call]);
        await using var db = _world.Store.Context(_world.Customer);
        foreach (var entry in await db.Set<AuditEntry>().Where(e => e.Act == "DeleteTranscripts" || e.Act == "EditRetention").ToListAsync())
            System.Text.Encoding.UTF8.GetString(entry.Body).ShouldSatisfyAllConditions(text => text.ShouldNotContain("wyvern"), text => text.ShouldNotContain("Call 1"));
    }

    private async Task<List<Guid>> Deleted()
    {
        await using var db = _world.Store.Context(_world.Customer);
        return await (from subject in db.Set<AuditSubject>()
                      join entry in db.Set<AuditEntry>() on subject.Index equals entry.Index
                      where entry.Act == "DeleteTranscripts" && db.Set<Call>().Any(c => c.Id == subject.SubjectId)
                      select subject.SubjectId).ToListAsync();
    }

    private async Task Pass(int days)
    {
        // Hour by hour would be the same: a day is the coarsest step at which every job still comes in its turn.
        for (var day = 0; day < days; day++)
        {
            if (days <= 60 || day > days - 20) await _delivery.Work();
            _world.Clock.Move(TimeSpan.FromDays(1));
        }

        await _delivery.Work();
    }

    private async Task Set(int? days, TeamDays[] teams) =>
        (await Try(new EditRetention(days, teams, (await Preview(days, teams)).Confirms))).ShouldBeNull();

    private async Task<RetentionPreview> Preview(int? days, TeamDays[] teams) =>
        (await _world.Gate.Run(_world.As("olga"), new PreviewRetention(days, teams))).Value!;

    private async Task<Refusal?> Try(EditRetention edit) => (await _world.Gate.Run(_world.As("olga"), edit)).Refused;

    private async Task<CallView> View(string who, Guid call) => (await _world.Gate.Run(_world.As(who), new ViewCall(call))).Value!;

    private async Task<List<Guid>> Found(string who, string text) =>
        [.. (await _world.Gate.Run(_world.As(who), new ListCalls { Text = text })).Value!.Items.Select(i => i.Id)];

    private async Task<List<Guid>> Gone()
    {
        await using var db = _world.Store.Context(_world.Customer);
        return await db.Set<Call>().Where(c => c.TranscriptDeleted != null).Select(c => c.Id).ToListAsync();
    }

    private async Task<List<string>> Notes(string who) => [.. (await _delivery.Inbox(who)).Select(n => n.Text).Where(text => text.Contains("transcripts"))];
}
