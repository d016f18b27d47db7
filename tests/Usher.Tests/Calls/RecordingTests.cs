using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Calls.Recordings;
using Usher.Calls.Retention;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Delivery;

namespace Usher.Tests.Calls;

/// <summary>Links to recordings: to allowed hosts alone, for whoever may read the whole transcript, and gone with it.</summary>
public class RecordingTests : IAsyncLifetime
{
    private const string Url = "https://rec.example/calls/7?t=1#a";

    private DeliveryWorld _delivery = null!;
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _delivery = await DeliveryWorld.New(new TestSlack().With("ana").With("bo"));
        _world = _delivery.Calls;
        foreach (var name in new[] { "dee", "eli", "fay", "gus" }) await _world.Person(name);
    }

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    [Theory]
    [InlineData("https://rec.example/a", "rec.example", "https://rec.example/a")]
    [InlineData("HTTPS://REC.Example", "rec.example", "https://rec.example/")]
    [InlineData("https://rec.example:443/a?b=c#d", null, null)]
    [InlineData("https://rec.example?x=1", "rec.example", "https://rec.example/?x=1")]
    [InlineData("https://bücher.example/ü", "xn--bcher-kva.example", "https://xn--bcher-kva.example/%C3%BC")]
    [InlineData("https://еxample.com/", "xn--xample-2of.com", "https://xn--xample-2of.com/")]
    [InlineData("http://rec.example/a", null, null)]
    [InlineData("javascript:alert(1)//rec.example", null, null)]
    [InlineData("data:text/html,x", null, null)]
    [InlineData("//rec.example/a", null, null)]
    [InlineData(" https://rec.example/a", null, null)]
    [InlineData("https:/rec.example/a", null, null)]
    [InlineData("https://rec.example@evil.example/", null, null)]
    [InlineData("https://user:word@rec.example/", null, null)]
    [InlineData("https://rec.example:8443/", null, null)]
    [InlineData("https://rec.example./a", null, null)]
    [InlineData("https://rec.example\\@evil.example/", null, null)]
    [InlineData("https://evil.example\\.rec.example/", null, null)]
    [InlineData("https://rec%2Eexample/a", null, null)]
    [InlineData("https://127.0.0.1/a", null, null)]
    [InlineData("https://2130706433/a", null, null)]
    [InlineData("https://10.0.1/a", null, null)]
    [InlineData("https://127.0.0.0x1/a", null, null)]
    [InlineData("https://[::1]/a", null, null)]
    [InlineData("https://localhost/a", null, null)]
    [InlineData("https://rec.example/a\nb", null, null)]
    [InlineData("https://rec.example/<script>", null, null)]
    [InlineData("https:///a", null, null)]
    [InlineData("", null, null)]
    public void A_link_is_https_to_a_host_by_name_or_it_is_none(string sent, string? host, string? url)
    {
        var read = RecordingLink.Read(sent);
        read?.Host.ShouldBe(host);
        read?.Url.ShouldBe(url);
        (read is null).ShouldBe(host is null);
    }

    [Fact]
    public void A_link_of_four_thousand_characters_is_none() => RecordingLink.Read("https://rec.example/" + new string('a', 4_000)).ShouldBeNull();

    [Theory]
    [InlineData("rec.example", "rec.example", true)]
    [InlineData("rec.example", "a.rec.example", false)]
    [InlineData("*.rec.example", "a.rec.example", true)]
    [InlineData("*.rec.example", "a.b.rec.example", true)]
    [InlineData("*.rec.example", "rec.example", false)]
    [InlineData("*.rec.example", "evilrec.example", false)]
    public async Task A_link_is_kept_where_its_host_is_allowed_and_left_out_with_a_warning_elsewhere(string allowed, string host, bool isKept)
    {
        var pushed = await Push("r-0", $"https://{host}/1");
        pushed.Call.ShouldNotBeNull("without a list none is allowed, and the call is stored all the same");
        pushed.Notes.Warnings.ShouldHaveSingleItem().Where.ShouldBe("/recording");
        await Set(allowed);

        pushed = await Push("r-1", $"https://{host}/1");

        pushed.Notes.Warned.ShouldBe(isKept ? 0 : 1);
        (await View("cy", pushed.Call!.Value)).Recording.ShouldBe(isKept ? new(host, $"https://{host}/1") : null);
        (await View("cy", pushed.Call!.Value)).Reading.ShouldBeNull("what was left out is nothing of the transcript");
        (await Push("r-1", $"https://{host}/1")).ShouldSatisfyAllConditions(again => again.Again.ShouldBeTrue(), again => again.Notes.Warned.ShouldBe(isKept ? 0 : 1));
    }

    [Fact]
    public async Task Only_who_may_read_the_whole_transcript_learns_that_there_is_a_link()
    {
        await Set("rec.example");
        var call = (await Push("r-1", Url, "bo")).Call!.Value;
        foreach (var audience in new[] { TranscriptAudience.OwnerOnly, TranscriptAudience.OwnerAndTeams, TranscriptAudience.AllWhoSee })
        {
            await _world.Change(db => db.Customers.Single(c => c.Id == _world.Customer).Transcripts = audience);
            foreach (var who in new[] { "ana", "bo" })
            {
                var seen = await _world.Gate.Run(_world.As(who), new ViewCall(call));
                if (seen.Value is { } view) (view.Recording is not null).ShouldBe(view.Can.Transcript.Allowed, $"{who}, {audience}");
                else seen.Refused.ShouldBeOfType<NotFound>();
            }

            (await View("bo", call)).Recording.ShouldBe(new("rec.example", Url));
        }

        await _world.Change(db => db.Customers.Single(c => c.Id == _world.Customer).Transcripts = TranscriptAudience.OwnerOnly);
        (await View("ana", call)).Recording.ShouldBeNull("she sees the call and does not read the whole of it");
        (await _world.Gate.Run(_world.As("ana"), new ListCalls { Text = "rec.example" })).Value!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_goes_with_the_transcript_and_with_the_call()
    {
        await Set("rec.example");
        var deleted = (await Push("r-1", Url)).Call!.Value;
        (await _world.Gate.Run(_world.As("cy"), new DeleteCall(deleted))).Refused.ShouldBeNull();
        (await Links()).ShouldBe(0);

        var call = (await Push("r-2", Url)).Call!.Value;
        var preview = (await _world.Gate.Run(_world.As("olga"), new PreviewRetention(30, []))).Value!;
        (await _world.Gate.Run(_world.As("olga"), new EditRetention(30, [], preview.Confirms))).Refused.ShouldBeNull();
        foreach (var days in new[] { 0, 30, 7 })
        {
            _world.Clock.Move(TimeSpan.FromDays(days));
            await _delivery.Work();
        }

        (await View("cy", call)).ShouldSatisfyAllConditions(view => view.TranscriptDeleted.ShouldNotBeNull(), view => view.Recording.ShouldBeNull());
        (await Links()).ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_is_removed_hides_its_links_at_once_and_erases_them()
    {
        await Set("*.other.example", "rec.example");
        var call = (await Push("r-1", Url)).Call!.Value;
        var kept = (await Push("r-2", "https://eu.other.example/1")).Call!.Value;
        (await Try(new EditRecorderHosts(["*.other.example"]))).ShouldBeOfType<PreviewLinksFirst>();
        var preview = await Preview("*.other.example");
        preview.Lines.ShouldBe([new("rec.example", null)]);
        (await Try(new EditRecorderHosts([], preview.Confirms))).ShouldBeOfType<LinksPreviewChanged>("it was of another change");

        (await Try(new EditRecorderHosts(["*.other.example"], preview.Confirms))).ShouldBeNull();

        (await View("cy", call)).Recording.ShouldBeNull();
        (await Links()).ShouldBe(2);
        await _delivery.Work();
        (await Links()).ShouldBe(1);
        (await View("cy", kept)).Recording.ShouldNotBeNull();
        await Set("*.other.example", "rec.example");
        (await View("cy", call)).Recording.ShouldBeNull("what is erased does not come back");
    }

    [Fact]
    public async Task A_host_below_one_that_stays_loses_nothing_and_needs_no_preview()
    {
        await Set("*.rec.example", "eu.rec.example", "*.us.rec.example");
        (await Try(new EditRecorderHosts(["*.rec.example"]))).ShouldBeNull();
        (await Try(new EditRecorderHosts(["*.us.rec.example"]))).ShouldBeOfType<PreviewLinksFirst>();
    }

    [Fact]
    public async Task The_preview_tells_numbers_of_five_people_or_more_in_steps_of_five_alone()
    {
        await Set("few.example", "rec.example");
        string[] hosts = ["bo", "cy", "dee", "eli", "fay"];
        foreach (var (i, host) in hosts.Index())
        {
            await Push($"a-{i}", Url, host);
            await Push($"b-{i}", Url, host);
            if (i > 0) await Push($"c-{i}", "https://few.example/1", host);
        }

        await Push("d", Url, "gus");
        (await Preview()).Lines.ShouldBe([new("few.example", null), new("rec.example", 10)]);
    }

    [Fact]
    public async Task Hosts_are_for_organization_admins_alone_and_are_names()
    {
        (await _world.Gate.Run(_world.As("ana"), new ViewRecorderHosts())).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.As("ana"), new PreviewRecorderHosts(["rec.example"]))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.As("ana"), new EditRecorderHosts(["rec.example"]))).Refused.ShouldBeOfType<NotAllowed>();
        foreach (var typed in new[] { "", "*", "*.com", "rec", "https://rec.example", "rec.example:443", "rec.example/a", "rec.example.", "10.0.0.1", "*.*.rec.example", "a@rec.example", "a b.example" })
            (await Try(new EditRecorderHosts(["ok.example", typed]))).ShouldBeOfType<Invalid>(typed).Errors.ShouldHaveSingleItem().Key.ShouldBe("/hosts/1");
        (await Try(new EditRecorderHosts([.. Enumerable.Range(0, 21).Select(i => $"h{i}.example")]))).ShouldBeOfType<Invalid>();
        await Set("REC.example", "*.Bücher.example", "rec.EXAMPLE");
        var view = (await _world.Gate.Run(_world.As("olga"), new ViewRecorderHosts())).Value!;
        view.Hosts.ShouldBe(["*.xn--bcher-kva.example", "rec.example"]);
        (await _world.Gate.Run(_world.As("olga") with { IfMatch = view.Revision + 1 }, new EditRecorderHosts(["rec.example"]))).Refused.ShouldBeOfType<SomeoneChangedThis>();
    }

    private async Task Set(params string[] hosts) => (await Try(new EditRecorderHosts(hosts, (await Preview(hosts)).Confirms))).ShouldBeNull();

    private async Task<RecorderHostsPreview> Preview(params string[] hosts) => (await _world.Gate.Run(_world.As("olga"), new PreviewRecorderHosts(hosts))).Value!;

    private async Task<Refusal?> Try(EditRecorderHosts edit) => (await _world.Gate.Run(_world.As("olga"), edit)).Refused;

    private async Task<CallView> View(string who, Guid call) => (await _world.Gate.Run(_world.As(who), new ViewCall(call))).Value.ShouldNotBeNull();

    private async Task<int> Links()
    {
        await using var db = _world.Store.Context(_world.Customer);
        return await db.Set<CallRecording>().CountAsync();
    }

    private async Task<IngestAnswer> Push(string id, string link, string host = "cy")
    {
        var text = $$"""{"recorderId":"{{id}}","title":"Renewal","start":"2026-11-01T09:00:00Z","durationSeconds":60,"recording":"{{link}}","host":"{{host}}@harbor.example","turns":[{"speaker":"Rosa","at":0,"text":"Let us meet on Friday."}]}""";
        var outcome = await _world.In.Push(_world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(text)), "call.json", new CallHeader(), default);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }
}
