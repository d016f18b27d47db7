using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Directory;
using Usher.Machines;
using Usher.Identity;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Tests.Calls;

public class IngestTests : IAsyncLifetime
{
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        await _world.Person("ana");
        await _world.Person("bo");
        await _world.Person("cy", seat: false);
        await _world.Team("sales", "ana", "bo");
        await _world.Recorder("ana");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_call_is_stored_whole_with_its_readers_and_an_event()
    {
        var id = await _world.Call("r-1", "ana", account: "Brackwater");

        await using var db = _world.Store.Context(_world.Customer);
        var call = await db.Set<Call>().SingleAsync();
        call.Id.ShouldBe(id);
        call.OwnerId.ShouldBe(_world["ana"]);
        call.Turns.ShouldBe(2);
        (await db.Set<Transcript>().SingleAsync()).Turns()[1].Text.ShouldBe("Good morning to you.");
        (await db.Set<CallReader>().OrderBy(r => r.Ground).Select(r => new { r.PrincipalId, r.Ground }).ToListAsync())
            .ShouldBe([new { PrincipalId = _world["ana"], Ground = Ground.Owner }, new { PrincipalId = _world["sales"], Ground = Ground.Team }]);
        (await db.Set<Job>().Select(j => j.Kind).ToListAsync()).ShouldBe(["CallStored/TellReaders", "CallStored/TellSearchers", "CallStored/WriteSummary"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_call_again_is_answered_and_not_stored_again()
    {
        var first = await _world.Call("r-1", "ana");

        var again = await _world.Push("r-1", "ana");

        again.Value.ShouldBe(new IngestAnswer(first, true, null));
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Call>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_call_pushed_eight_times_at_once_is_one_call()
    {
        var pushed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Push("r-1", "ana")));

        pushed.Select(p => p.Value!.Call).Distinct().Count().ShouldBe(1);
        pushed.Count(p => !p.Value!.Again).ShouldBe(1);
    }

    [Fact]
    public async Task Another_call_under_the_same_id_is_refused()
    {
        await _world.Call("r-1", "ana");

        (await _world.Push("r-1", "ana", "Ana: Something else entirely.")).Refused.ShouldBe(new RecorderIdTaken());
    }

    [Theory]
    [InlineData("nobody@elsewhere.example", RefusedBecause.NoOwner)]
    [InlineData("ana@harbor.example, bo@harbor.example", RefusedBecause.TwoOwners)]
    [InlineData("cy@harbor.example", RefusedBecause.NoSeat)]
    public async Task A_call_without_one_licensed_owner_is_refused_and_counted_and_nothing_of_it_stays(string host, RefusedBecause because)
    {
        var body = new MemoryStream(Encoding.UTF8.GetBytes("Ana: the canary words"));
        var header = new CallHeader { RecorderId = "r-1", Host = host, Start = _world.Clock.GetUtcNow() };

        var outcome = await _world.In.Push(_world.AsRecorder, body, null, header, default);

        outcome.Value!.Because.ShouldBe(because);
        outcome.Value.Refusal()!.Code.ShouldBe(because.ToString());
        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<RefusedCalls>().SingleAsync()).ShouldSatisfyAllConditions(r => r.Because.ShouldBe(because), r => r.Count.ShouldBe(1));
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        (await _world.Gate.Run(_world.As("olga"), new ViewSeatUse())).Value!.NotStored.ShouldBe(because == RefusedBecause.NoSeat ? 1 : 0);
        (await db.Set<Call>().CountAsync()).ShouldBe(0);
        (await db.Set<RecorderCall>().CountAsync()).ShouldBe(0);
        (await db.Set<SearchText>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_host_whose_address_is_not_verified_owns_nothing_and_it_is_said()
    {
        await Verify("bo@harbor.example", false);

        (await _world.Push("r-1", "bo")).Value!.ShouldSatisfyAllConditions(a => a.Because.ShouldBe(RefusedBecause.HostNotVerified), a => a.Refusal().ShouldBe(new HostNotVerified()));
        (await PushFrom("r-2", "ana@harbor.example, bo@harbor.example")).Value!.Call.ShouldNotBeNull("the one host whose address is verified owns the call");
        await Verify("bo@harbor.example", true);
        (await _world.Push("r-1", "bo")).Value!.Call.ShouldNotBeNull();

        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<RefusedCalls>().SingleAsync()).ShouldSatisfyAllConditions(r => r.Because.ShouldBe(RefusedBecause.HostNotVerified), r => r.Count.ShouldBe(1));
    }

    [Fact]
    public async Task An_address_is_verified_by_the_link_that_was_sent_to_it()
    {
        await Verify("bo@harbor.example", false);
        var link = await _world.Gate.Run(Caller.PlatformTeam(_world.Customer), new MakeUserLink("bo@harbor.example"));
        var passwords = new Passwords(_world.Store, _world.Gate, new RefusalLog(_world.Store, _world.Heads), _world.Clock);
        (await passwords.SetPassword(link.Value!.Token!, "a quiet harbour at dawn", OnKeys.Revoke, new("203.0.113.1"), default)).Refused.ShouldBeNull();

        (await _world.Push("r-1", "bo")).Value!.Call.ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_recorders_may_give_the_same_id_to_two_calls()
    {
        var first = await _world.Call("r-1", "ana");
        var second = await _world.Change(db =>
        {
            var id = Guid.CreateVersion7();
            db.Add(new IntegrationUser { Id = id, Name = "recorder-2", OwnerId = _world["ana"], Approved = true, Scopes = "call/ingest" });
            return id;
        });

        var other = await PushFrom("r-1", "bo@harbor.example", "Bo: Something else entirely.", new Caller(ActorKind.IntegrationUser, second, _world.Customer, Door.Api));

        other.Refused.ShouldBeNull();
        other.Value!.Call.ShouldNotBe(first);
        (await PushFrom("r-1", "bo@harbor.example", "Bo: Something else entirely.", new Caller(ActorKind.IntegrationUser, second, _world.Customer, Door.Api))).Value!.Again.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Grievance, disciplinary and severance of Sam", null, "Ana: Hello there.")]
    [InlineData("Weekly", "Due diligence, term sheet and merger", "Ana: Hello there.")]
    [InlineData("Weekly", null, "Grievance Disciplinary Severance: Hello there.")]
    public async Task Titles_accounts_and_names_are_screened_like_turns(string title, string? account, string turns)
    {
        var header = new CallHeader { RecorderId = "r-1", Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow(), Title = title, Account = account };
        (await _world.In.Push(_world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(turns)), null, header, default)).Refused.ShouldBeNull();

        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Call>().SingleAsync()).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task A_title_is_screened_together_with_every_passage()
    {
        var header = new CallHeader { RecorderId = "r-1", Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow(), Title = "Grievance of Sam, disciplinary" };
        var talk = string.Concat(Enumerable.Repeat("Ana: We went through the delivery of the printers to the shops in the north again.\n", 400));
        (await _world.In.Push(_world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(talk + "Bo: Then there is the severance.\n" + talk)), null, header, default)).Refused.ShouldBeNull();

        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Call>().SingleAsync()).Sensitive.ShouldBe("Personnel");
    }

    [Fact]
    public async Task What_could_not_be_read_is_answered_and_shown_to_the_owner_alone()
    {
        const string Vtt = "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nAna: Hi.\n\nsomething lost\nand more\n";
        var answer = (await PushFrom("r-1", "ana@harbor.example", Vtt)).Value!;
        answer.Notes.Unread.ShouldBe(1);
        answer.Notes.Warnings.Select(w => w.Where).ShouldBe(["line 3", "line 6"]);
        (await PushFrom("r-1", "ana@harbor.example", Vtt)).Value!.Notes.Unread.ShouldBe(1);

        var owners = (await _world.Gate.Run(_world.As("ana"), new ViewCall(answer.Call!.Value))).Value!.Reading.ShouldNotBeNull();
        (owners.Unread, owners.Warned).ShouldBe((1, 2));
        owners.Warnings.ShouldBe(answer.Notes.Warnings);
        (await _world.Gate.Run(_world.As("bo"), new ViewCall(answer.Call.Value))).Value!.Reading.ShouldBeNull();
        (await _world.Gate.Run(_world.As("ana"), new ViewCall(await _world.Call("r-2", "ana")))).Value!.Reading.ShouldBeNull();
    }

    private Task<Outcome<IngestAnswer>> PushFrom(string id, string hosts, string turns = "Ana: Hello there.", Caller? caller = null) =>
        _world.In.Push(caller ?? _world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(turns)), null, new() { RecorderId = id, Host = hosts, Start = _world.Clock.GetUtcNow() }, default);

    private Task<bool> Verify(string email, bool verified) =>
        _world.Change(db => db.Accounts.Single(a => a.NormalizedEmail == email).EmailConfirmed = verified);

    [Fact]
    public async Task An_owner_beside_a_guest_host_is_still_one_owner()
    {
        var header = new CallHeader { RecorderId = "r-1", Host = "Guest <guest@elsewhere.example>; Ana Ruiz <ANA@harbor.example>", Start = _world.Clock.GetUtcNow() };

        var outcome = await _world.In.Push(_world.AsRecorder, new MemoryStream("Ana: hello"u8.ToArray()), null, header, default);

        outcome.Value!.Call.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deactivated_host_owns_nothing()
    {
        await _world.Change(db => db.IntegrationUsers.Single().OwnerId = _world["bo"]);
        await _world.Change(db => db.Users.Single(u => u.Id == _world["ana"]).Active = false);

        (await _world.Push("r-1", "ana")).Value!.Because.ShouldBe(RefusedBecause.NoOwner);
    }

    [Fact]
    public async Task A_sensitive_call_is_held_open_to_its_owner_alone_until_released()
    {
        var id = await _world.HeldCall("r-1", "ana");

        await using (var db = _world.Store.Context(_world.Customer))
        {
            (await db.Set<CallReader>().SingleAsync()).PrincipalId.ShouldBe(_world["ana"]);
            (await db.Set<Job>().Select(j => j.Kind).ToListAsync()).ShouldBe(["CallHeld/TellOwnerOfHeldCall", "CallHeld/DeleteExpiredHeldCall"], ignoreOrder: true);
        }

        (await _world.Gate.Run(_world.As("bo"), new ViewCall(id))).Refused.ShouldBe(new NotFound());
        (await _world.Gate.Run(_world.As("bo"), new ReleaseHeldCall(id))).Refused.ShouldBe(new NotFound());
        (await _world.Gate.Run(_world.As("ana"), new ShareCall(id, "bo@harbor.example", _world.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBe(new CallIsHeld());
        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(id))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.As("bo"), new ViewCall(id))).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Without_insights_nothing_comes_in_by_file_either()
    {
        await _world.Change(db => db.TenantApps.Single().State = AppState.Disabled);

        (await _world.Push("r-1", "ana")).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.In.File(_world.Customer, new MemoryStream("Ana: hello"u8.ToArray()), "a.txt", new() { Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow() }, default))
            .Refused.ShouldBe(new InsightsInactive());
    }

    [Fact]
    public async Task A_file_without_an_id_is_the_same_call_whenever_it_is_read()
    {
        var header = new CallHeader { Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow() };

        var first = await _world.In.File(_world.Customer, new MemoryStream("Ana: hello"u8.ToArray()), "a.txt", header, default);
        var again = await _world.In.File(_world.Customer, new MemoryStream("Ana: hello"u8.ToArray()), "b.txt", header, default);

        again.Value!.Call.ShouldBe(first.Value!.Call);
        again.Value.Again.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_missing_is_named_and_who_may_not_push_hears_nothing_of_it()
    {
        var empty = new CallHeader();

        var refused = await _world.In.Push(_world.AsRecorder, new MemoryStream("Ana: hello"u8.ToArray()), null, empty, default);
        refused.Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/recorderId", "/host", "/start"], ignoreOrder: true);

        (await _world.In.Push(_world.As("ana"), new MemoryStream([0, 1, 2]), null, empty, default)).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [InlineData(new byte[0], "TranscriptEmpty")]
    [InlineData(new byte[] { 0x50, 0x4B, 0, 0, 1 }, "BinaryContent")]
    [InlineData(new byte[] { 0x41, 0xC3, 0x28 }, "NotUtf8")]
    public async Task A_transcript_that_cannot_be_read_is_refused_by_name(byte[] body, string code)
    {
        var outcome = await _world.In.Push(_world.AsRecorder, new MemoryStream(body), null, new() { RecorderId = "r", Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow() }, default);

        outcome.Refused.ShouldBeOfType<TranscriptNotTaken>().Reason.ShouldBe(code);
    }

    [Fact]
    public async Task A_gigabyte_is_refused_after_little_more_than_the_limit_was_read()
    {
        var endless = new EndlessStream(1L << 30);

        var outcome = await _world.In.Push(_world.AsRecorder, endless, null, new() { RecorderId = "r", Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow() }, default);

        outcome.Refused.ShouldBeOfType<TranscriptNotTaken>().Reason.ShouldBe("TranscriptTooLarge");
        endless.Given.ShouldBeLessThan(9L << 20);
    }

    [Fact]
    public async Task A_call_from_a_clock_that_jumped_is_refused()
    {
        var outcome = await _world.Push("r-1", "ana", start: _world.Clock.GetUtcNow().AddYears(3));

        outcome.Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/start"]);
    }

    [Fact]
    public async Task A_deleted_call_leaves_no_content_and_does_not_come_back()
    {
        var id = await _world.Call("r-1", "ana");
        (await _world.Gate.Run(_world.As("bo"), new DeleteCall(id))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.As("ana"), new DeleteCall(id))).Refused.ShouldBeNull();

        (await _world.Push("r-1", "ana")).Value!.Again.ShouldBeTrue();

        while (await SearchIndex.Forget(_world.Store, TestContext.Current.CancellationToken))
        {
        }

        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<Call>().CountAsync()).ShouldBe(0);
        (await db.Set<Transcript>().CountAsync()).ShouldBe(0);
        (await db.Set<SearchText>().CountAsync()).ShouldBe(0);
        (await db.Set<CallReader>().CountAsync()).ShouldBe(0);

        // PostgreSQL's index is of the rows; SQLite's keeps words of its own.
        if (_world.Store is not SqliteStore) return;
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'search_words', 'row')", TestContext.Current.CancellationToken);
        (await db.Database.SqlQuery<long>($"SELECT count(*) AS Value FROM temp.indexed").SingleAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_that_is_said_in_a_call_reaches_the_audit_trail()
    {
        await _world.Call("r-1", "ana", "Ana: the canary sings.\nBo: which canary?", account: "Canary Wharf");

        await using var db = _world.Store.Context(_world.Customer);
        foreach (var entry in await db.Set<Usher.Platform.Audit.AuditEntry>().ToListAsync())
        {
            var body = Encoding.UTF8.GetString(entry.Body);
            body.ShouldNotContain("canary", Case.Insensitive);
            body.ShouldNotContain("Call r-1");
        }
    }

    private sealed class EndlessStream(long length) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var give = (int)Math.Min(count, length - Given);
            buffer.AsSpan(offset, give).Fill((byte)'a');
            Given += give;
            return give;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
