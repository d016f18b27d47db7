using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Platform;

namespace Usher.Tests.Calls;

public class ListTests : IAsyncLifetime
{
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        foreach (var person in new[] { "ana", "bo", "cy", "dee" }) await _world.Person(person);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "bo");
        await _world.Team("support", "cy");
        await _world.Recorder("olga");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task One_sees_ones_own_calls_and_those_of_ones_teams_latest_first()
    {
        var old = await _world.Call("1", "ana", start: _world.Clock.GetUtcNow().AddDays(-2));
        var mid = await _world.Call("2", "cy", start: _world.Clock.GetUtcNow().AddDays(-1));
        var late = await _world.Call("3", "bo");

        (await List("ana")).ShouldBe([late, old]);
        (await List("cy")).ShouldBe([mid]);
        (await List("dee")).ShouldBeEmpty();
        (await List("olga")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_ask_about_visible_calls_only()
    {
        var mine = await _world.Call("1", "ana", account: "Brackwater");
        var bos = await _world.Call("2", "bo", "Bo: the discount is twelve percent");
        await _world.Call("3", "cy", "Cy: the discount is thirteen percent", account: "Brackwater");

        (await List("ana", new() { Mine = true })).ShouldBe([mine]);
        (await List("ana", new() { Account = "BRACKWATER" })).ShouldBe([mine]);
        (await List("ana", new() { Team = "sales" })).ShouldBe([bos, mine], ignoreOrder: true);
        (await List("ana", new() { Team = "support" })).ShouldBeEmpty();
        (await List("ana", new() { Team = "no-such-team" })).ShouldBeEmpty();
        (await List("ana", new() { Person = "bo@harbor.example" })).ShouldBe([bos]);
        (await List("ana", new() { Person = "cy@harbor.example" })).ShouldBeEmpty();
        (await List("ana", new() { Text = "discounts" })).ShouldBe([bos]);
        (await List("ana", new() { Text = "thirteen" })).ShouldBeEmpty();
        (await List("ana", new() { From = _world.Clock.GetUtcNow().AddMinutes(1) })).ShouldBeEmpty();
        (await List("cy", new() { Account = "brackwater", Text = "percent discount" })).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Café", "Cafe\u0301")]
    [InlineData("Cafe\u0301", "Café")]
    [InlineData("STRASSE GmbH", "Straße GmbH")]
    [InlineData("Straße GmbH", "strasse gmbh")]
    [InlineData("İnşaat", "inşaat")]
    [InlineData("inşaat", "İNŞAAT")]
    [InlineData("Ａｃｍｅ", "acme")]
    public async Task An_account_is_one_in_every_spelling(string said, string asked)
    {
        var call = await _world.Call("1", "ana", account: said);
        (await List("ana", new() { Account = asked })).ShouldBe([call]);
        (await List("ana", new() { Account = $" {asked} " })).ShouldBe([call]);
    }

    [Fact]
    public async Task A_person_is_found_by_either_form_of_an_international_address()
    {
        var call = await _world.Call("1", "ana", "Ana: Hello.\nBo: Hello.");
        (await List("ana", new() { Person = "ana@HARBOR.example" })).ShouldBe([call]);
        (await List("ana", new() { Person = "ana@ｈａｒｂｏｒ.example" })).ShouldBe([call]);
    }

    [Fact]
    public async Task Found_words_are_marked_where_they_stand()
    {
        await _world.Call("1", "ana", "Ana: Good morning.\nBo: We promised Señora Muñoz a discount, and discounts are promises.");

        var page = await Page("bo", new() { Text = "DISCOUNT munoz" });

        var found = page.Items.Single().Highlights!.Single();
        found.Turn.ShouldBe(1);
        found.Marks.Select(m => found.Text.Substring(m[0], m[1])).ShouldBe(["Muñoz", "discount", "discounts"]);
    }

    [Fact]
    public async Task Search_takes_whatever_people_type()
    {
        await _world.Call("1", "ana", "Ana: it's 12% \"off\" — ok?");

        foreach (var text in new[] { "\"", "' OR 1=1 --", "a AND NOT b", "{0} {1}", "off*", "(", "\u202E", "ok -off", "12%", "!!!", new string('x', 500) })
            (await Page("ana", new() { Text = text })).ShouldNotBeNull();
        (await List("ana", new() { Text = "12% off" })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_double()
    {
        var calls = new List<Guid>();
        for (var i = 0; i < 7; i++) calls.Add(await _world.Call($"{i}", i % 2 == 0 ? "ana" : "bo", start: _world.Clock.GetUtcNow().AddMinutes(-(i / 2))));

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Page("ana", new() { Limit = 2, Cursor = cursor });
            page.Count.ShouldBe(cursor is null ? "7" : null);
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        seen.ShouldBe(calls, ignoreOrder: true);
        seen.ShouldBeUnique();
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_refused()
    {
        (await _world.Gate.Run(_world.As("ana"), new ListCalls { Cursor = "ÿÿ" })).Refused.ShouldBeOfType<Invalid>();
        (await _world.Gate.Run(_world.As("ana"), new ListCalls { Cursor = new string('_', 32) })).Refused.ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task A_shared_call_is_seen_until_the_instant_it_ends()
    {
        var id = await _world.Call("1", "ana");
        (await _world.Gate.Run(_world.As("ana"), new ShareCall(id, "dee@harbor.example", _world.Clock.GetUtcNow().AddHours(2)))).Refused.ShouldBeNull();

        (await List("dee")).ShouldBe([id]);
        (await List("dee", new() { Mine = true })).ShouldBeEmpty();
        _world.Clock.Move(TimeSpan.FromHours(2));
        (await List("dee")).ShouldBeEmpty();
        (await _world.Gate.Run(_world.As("dee"), new ViewCall(id))).Refused.ShouldBe(new NotFound());
    }

    [Fact]
    public async Task Sharing_ends_when_the_owner_says_so()
    {
        var id = await _world.Call("1", "ana");
        await _world.Gate.Run(_world.As("ana"), new ShareCall(id, "dee@harbor.example", _world.Clock.GetUtcNow().AddHours(2)));
        (await _world.Gate.Run(_world.As("dee"), new ShareCall(id, "cy@harbor.example", _world.Clock.GetUtcNow().AddHours(1)))).Refused.ShouldBeOfType<NotAllowed>();

        (await _world.Gate.Run(_world.As("ana"), new StopSharing(id, _world["dee"]))).Refused.ShouldBeNull();

        (await List("dee")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_opened_to_troubleshoot_is_seen_for_one_hour_and_its_owner_reads_why()
    {
        var id = await _world.Call("1", "ana");
        (await _world.Gate.Run(_world.As("ana"), new TroubleshootCall(id, "I would like to know"))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(id, "short"))).Refused.ShouldBeOfType<Invalid>();
        (await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(Guid.CreateVersion7(), "A delivery failed here"))).Refused.ShouldBe(new NotFound());

        var opened = await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(id, "A delivery failed here"));

        opened.Value!.Until.ShouldBe(_world.Clock.Stored.AddHours(1));
        (await List("olga")).ShouldBe([id]);
        (await List("olga", new() { Text = "call" })).ShouldBe([id]);
        (await List("olga", new() { Text = "morning" })).ShouldBeEmpty(); // Said in the transcript, which is for the owner and the teams.
        (await List("olga", new() { Mine = true })).ShouldBeEmpty();
        (await View("olga", id)).Openings.ShouldBeNull();
        (await View("ana", id)).Openings!.Single().Reason.ShouldBe("A delivery failed here");
        _world.Clock.Move(TimeSpan.FromHours(1));
        (await List("olga")).ShouldBeEmpty();
        (await _world.Gate.Run(_world.As("olga"), new ViewCall(id))).Refused.ShouldBe(new NotFound());
    }

    [Fact]
    public async Task The_readers_of_a_call_stand_on_it_with_their_reasons()
    {
        var id = await _world.Call("1", "ana");
        await _world.Gate.Run(_world.As("ana"), new ShareCall(id, "dee@harbor.example", _world.Clock.GetUtcNow().AddHours(2)));

        var readers = (await View("dee", id)).Readers;

        readers.Select(r => r.Name).ShouldBe(["Ana Test", "Bo Test", "Dee Test"], ignoreOrder: true);
        readers.Single(r => r.Name == "Bo Test").Why.ShouldBe("sales team");
    }

    [Fact]
    public async Task The_whole_transcript_is_for_owner_and_teams_unless_the_organization_says_otherwise()
    {
        var id = await _world.Call("1", "ana");
        await _world.Gate.Run(_world.As("ana"), new ShareCall(id, "dee@harbor.example", _world.Clock.GetUtcNow().AddHours(2)));

        (await _world.Gate.Run(_world.As("bo"), new ViewTranscript(id))).Value!.Turns.Count.ShouldBe(2);
        (await _world.Gate.Run(_world.As("dee"), new ViewTranscript(id))).Refused.ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.TranscriptAudience);
        (await _world.Gate.Run(_world.As("cy"), new ViewTranscript(id))).Refused.ShouldBe(new NotFound());
        (await View("dee", id)).Can.Transcript.Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Reading_a_call_is_remembered_and_told_to_nobody()
    {
        var id = await _world.Call("1", "ana");
        var before = await Entries();

        (await _world.Gate.Run(_world.As("bo"), new MarkRead(id))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.As("bo"), new MarkRead(id))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.As("cy"), new MarkRead(id))).Refused.ShouldBe(new NotFound());

        (await Page("bo")).Items.Single().Read.ShouldBeTrue();
        (await Page("ana")).Items.Single().Read.ShouldBeFalse();
        (await Entries()).ShouldBe(before);
    }

    [Fact]
    public async Task The_count_is_exact_up_to_a_thousand()
    {
        await Many(1_000);
        (await Page("ana")).Count.ShouldBe("1000");
        await Many(1);
        (await Page("ana")).Count.ShouldBe("1,000+");
    }

    private Task<bool> Many(int count) => _world.Change(db =>
    {
        for (var i = 0; i < count; i++)
            db.Add(new CallReader { PrincipalId = _world["sales"], CallId = Guid.CreateVersion7(), At = _world.Clock.GetUtcNow(), Ground = Ground.Team, Until = CallReader.NoEnd });
        return true;
    });

    private async Task<int> Entries()
    {
        await using var db = _world.Store.Context(_world.Customer);
        return await db.Set<Usher.Platform.Audit.AuditEntry>().CountAsync();
    }

    private async Task<CallView> View(string name, Guid id) => (await _world.Gate.Run(_world.As(name), new ViewCall(id))).Value!;

    private async Task<CallPage> Page(string name, ListCalls? list = null)
    {
        var outcome = await _world.Gate.Run(_world.As(name), list ?? new());
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private async Task<IReadOnlyList<Guid>> List(string name, ListCalls? list = null)
    {
        var page = await Page(name, list);
        page.Count.ShouldBe($"{page.Items.Count}");
        return [.. page.Items.Select(i => i.Id)];
    }
}
