using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Retention;
using Usher.Data;
using Usher.Tests.Delivery;

namespace Usher.Tests.Calls;

/// <summary>Rule 19 and the owner's delete: nothing of an erased call's content stays, in no byte of the files that the database writes.</summary>
public sealed class ErasedBytesTests : IAsyncLifetime
{
    private const string Said = "Ana: The wyvernquartz is ready for the zebrafinch on Friday.\nBo: Then let's go with the kestrelmoor, and I'll send you the papers tomorrow.";

    // Without their beginnings: in the index a word says only in what it differs from the one before.
    private static readonly string[] Words = ["vernquartz", "brafinch", "strelmoor", "rkfieldian"];

    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(new TestSlack().With("ana").With("bo"));

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Of_a_call_that_its_owner_deletes_no_byte_stays()
    {
        for (var i = 0; i < 40; i++) await _world.Calls.Call($"other {i}", "ana", $"Ana: We speak of other things, of number {i} and of the weather.");
        var call = await _world.Calls.Call("1", "ana", Said, "Larkfieldian");
        (await _world.Gate.Run(_world.Calls.As("ana"), new ShareCall(call, "cy@harbor.example", _world.Calls.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBeNull();
        await _world.Work();
        var packed = await Packed(call);
        (await InIndex("vernquartz")).ShouldBeGreaterThan(0);
        Words.ShouldAllBe(word => Files().Exists(f => Has(f, Encoding.UTF8.GetBytes(word))));
        packed.ShouldAllBe(bytes => Files().Exists(f => Has(f, bytes)));

        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(call))).Refused.ShouldBeNull();
        await _world.Work();

        (await InIndex("vernquartz")).ShouldBe(0);
        Words.ShouldAllBe(word => !Files().Exists(f => Has(f, Encoding.UTF8.GetBytes(word))));
        packed.ShouldAllBe(bytes => !Files().Exists(f => Has(f, bytes)));
        (await _world.Gate.Run(_world.Calls.As("ana"), new ListCalls { Text = "weather", Limit = 100 })).Value!.Items.Count.ShouldBe(40);
        await IsSound();
    }

    [Fact]
    public async Task Of_a_held_call_that_nobody_released_no_byte_stays()
    {
        var call = await _world.Calls.HeldCall("1", "ana", Said.ReplaceLineEndings("\n"));
        var packed = await Packed(call);
        Files().Exists(f => Has(f, Encoding.UTF8.GetBytes(Words[0]))).ShouldBeTrue();

        _world.Calls.Clock.Move(TimeSpan.FromDays(30));
        await _world.Work();

        Words.ShouldAllBe(word => !Files().Exists(f => Has(f, Encoding.UTF8.GetBytes(word))));
        packed.ShouldAllBe(bytes => !Files().Exists(f => Has(f, bytes)));
        await IsSound();
    }

    [Fact]
    public async Task Of_a_transcript_whose_time_is_over_no_byte_stays_but_what_the_summary_quotes()
    {
        for (var i = 0; i < 40; i++) await _world.Calls.Call($"other {i}", "bo", $"Bo: We speak of other things, of number {i} and of the weather.");
        var call = await _world.Calls.Call("1", "ana", Said + string.Concat(Enumerable.Range(0, 30).Select(i => $"\nBo: And so on about the plovergrass and the weather, number {i}.")), "Larkfieldian");
        var summary = string.Join(' ', (await _world.Gate.Run(_world.Calls.As("ana"), new ViewCall(call))).Value!.Summary.Parts.SelectMany(p => p.Lines).Select(l => l.Text));
        summary.ShouldNotContain("plovergrass");
        summary.ShouldContain("kestrelmoor");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var packed = (await db.Set<Transcript>().SingleAsync(t => t.CallId == call)).Content;
        Files().ShouldContain(f => Has(f, Encoding.UTF8.GetBytes("overgrass")));

        (await _world.Gate.Run(_world.Calls.As("olga"), new EditRetention(null, [new(_world.Calls["sales"], 30)],
            (await _world.Gate.Run(_world.Calls.As("olga"), new PreviewRetention(null, [new(_world.Calls["sales"], 30)]))).Value!.Confirms))).Refused.ShouldBeNull();
        foreach (var days in new[] { 0, 30, 7 })
        {
            _world.Calls.Clock.Move(TimeSpan.FromDays(days));
            await _world.Work();
        }

        foreach (var gone in new[] { "overgrass"u8.ToArray(), packed[8..24], packed[^24..^8] }) Files().ShouldAllBe(f => !Has(f, gone));
        Files().ShouldContain(f => Has(f, Encoding.UTF8.GetBytes(Words[2])));
        (await InIndex("overgrass")).ShouldBe(0);
        await IsSound();
    }

    [Fact]
    public async Task Of_a_call_that_is_not_stored_no_byte_is_written()
    {
        await _world.Calls.Person("nils", seat: false);

        (await _world.Calls.Push("1", "nils", Said, "Larkfieldian")).Value!.Call.ShouldBeNull();
        await _world.Work();

        Words.ShouldAllBe(word => !Files().Exists(f => Has(f, Encoding.UTF8.GetBytes(word))));
    }

    [Fact]
    public async Task Who_no_longer_sees_a_call_has_no_entry_of_it()
    {
        var call = await _world.Calls.Call("1", "ana", Said);
        (await _world.Gate.Run(_world.Calls.As("ana"), new ShareCall(call, "cy@harbor.example", _world.Calls.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBeNull();
        var mark = SearchIndex.Mark(_world.Calls["cy"], Ground.Shared, whole: false);
        (await Matches($"\"{mark}call\"")).ShouldBe(1);

        (await _world.Gate.Run(_world.Calls.As("ana"), new StopSharing(call, _world.Calls["cy"]))).Refused.ShouldBeNull();
        await _world.Work();

        (await Matches($"\"{mark}call\"")).ShouldBe(0);
        (await Matches($"\"{SearchIndex.Mark(_world.Calls["ana"], Ground.Owner, whole: true)}wyvernquartz\"")).ShouldBe(1);
        await IsSound();
    }

    /// <summary>Bytes out of the middle of the packed transcript and summary.</summary>
    private async Task<List<byte[]>> Packed(Guid call)
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var transcript = (await db.Set<Transcript>().SingleAsync(t => t.CallId == call)).Content;
        var summary = (await db.Set<CallSummary>().SingleAsync(s => s.CallId == call)).Content;
        return [.. new[] { transcript, summary }.Where(p => p.Length > 40).SelectMany(p => new[] { p[8..24], p[^24..^8] })];
    }

    private Task<long> InIndex(string word) => Ask("SELECT count(*) FROM search_words_data WHERE instr(block, CAST($word AS BLOB)) > 0", word);

    private Task<long> Matches(string match) => Ask("SELECT count(*) FROM search_words WHERE search_words MATCH $word", match);

    [Fact]
    public async Task Of_a_long_call_no_entry_stays_and_those_of_others_do()
    {
        string Long(string kind) => string.Join('\n', Enumerable.Range(0, 60).Select(turn => $"Ana: {string.Join(' ', Enumerable.Range(0, 30).Select(i => $"{kind}{turn * 30 + i}"))}"));
        var stays = await _world.Calls.Call("1", "ana", Long("stays"));
        var goes = await _world.Calls.Call("2", "ana", Long("goes"));

        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(goes))).Refused.ShouldBeNull();
        await _world.Work();

        var mark = SearchIndex.Mark(_world.Calls["ana"], Ground.Owner, whole: true);
        foreach (var i in new[] { 0, 249, 250, 251, 1000, 1799 })
        {
            (await Matches($"\"{mark}goes{i}\"")).ShouldBe(0);
            (await Matches($"\"{mark}stays{i}\"")).ShouldBe(1);
        }

        (await Ask("SELECT count(*) FROM search_forgotten WHERE $word = ''", "")).ShouldBe(0);
        (await _world.Gate.Run(_world.Calls.As("bo"), new ListCalls { Text = "stays17" })).Value!.Items.ShouldHaveSingleItem().Id.ShouldBe(stays);
        await IsSound();
    }

    private Task IsSound() => Ask("INSERT INTO search_words(search_words) VALUES ('integrity-check'); SELECT 1 WHERE $word = ''", "");

    private async Task<long> Ask(string sql, string word)
    {
        await using var connection = await _world.Calls.Store.Connect(default);
        await using var command = (SqliteCommand)connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$word", word);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private List<byte[]> Files()
    {
        var file = new SqliteConnectionStringBuilder(((SqliteStore)_world.Calls.Store).ConnectionString).DataSource;
        return [.. new[] { file, file + "-wal", file + "-shm" }.Where(File.Exists).Select(path =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        })];
    }

    private static bool Has(byte[] file, byte[] bytes) => file.AsSpan().IndexOf(bytes) >= 0;
}
