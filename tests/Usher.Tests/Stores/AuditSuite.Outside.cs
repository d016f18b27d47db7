using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>What is outside the database: heads that are missing, unreadable or of another log are found, a restored backup says so, and exports are checked.</summary>
public abstract partial class AuditSuite
{
    [Fact]
    public async Task A_log_of_one_commit_more_than_its_last_outside_head_is_normal_after_a_crash()
    {
        await Fill(4);
        await Lines(lines => [.. lines[..4], "5 half a li"], torn: true);
        var report = await Verify();
        report.Findings.ShouldBeEmpty();
        report.Outside.ShouldBe(4);
        (await Check()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_of_many_refusals_whose_head_could_not_be_written_is_normal_after_a_crash()
    {
        await Fill(2);
        for (var i = 0; i < 5; i++) (await House.Gate.Run(Team with { Id = Guid.NewGuid(), Kind = ActorKind.Staff }, new AddThing(""))).Refused.ShouldNotBeNull();
        await House.Refusals.Flush(default);
        await Lines(lines => lines[..^1]);
        (await Verify()).Findings.ShouldBeEmpty();
        (await Check()).ShouldBeEmpty();
        await Lines(lines => lines[..^1]);
        (await Verify()).Findings.ShouldHaveSingleItem().Kind.ShouldBe("outside-gap");
        (await Check()).ShouldHaveSingleItem().Kind.ShouldBe("outside-gap");
    }

    /// <summary>What whoever owns the host does to the lines outside so that the entries above them could be rewritten: each is found, by who verifies and before a server starts.</summary>
    public static TheoryData<string, string> Lost => new()
    {
        { "cut", "outside-gap" }, { "none", "outside-none" }, { "empty", "outside-none" }, { "garbled in the middle", "outside-line" }, { "garbled at the end", "outside-line" },
        { "one taken out", "outside-line" }, { "two exchanged", "outside-line" }, { "one twice", "outside-line" }, { "a blank line", "outside-line" }, { "the first taken out", "outside-begin" },
        { "of another log", "outside-line" }, { "half a line in the middle", "outside-line" }, { "a letter in capitals", "outside-line" },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Heads_that_are_missing_or_cannot_be_read_are_found(string how, string kind)
    {
        await Fill(6);
        var other = (await File.ReadAllLinesAsync(HeadsOf(await House.Found("lakeside"))))[^1];
        await Lines(lines => how switch
        {
            "cut" => lines[..4],
            "none" => null,
            "empty" => [],
            "garbled in the middle" => [.. lines[..3], "nothing to be read", .. lines[4..]],
            "garbled at the end" => [.. lines[..^1], "nothing to be read"],
            "one taken out" => [.. lines[..3], .. lines[4..]],
            "two exchanged" => [.. lines[..3], lines[4], lines[3], .. lines[5..]],
            "one twice" => [.. lines[..3], lines[2], .. lines[3..]],
            "a blank line" => [.. lines[..3], "", .. lines[3..]],
            "the first taken out" => lines[1..],
            "of another log" => [.. lines[..^1], other],
            "half a line in the middle" => [.. lines[..3], lines[3][..60], .. lines[4..]],
            _ => [.. lines[..^1], lines[^1].ToUpperInvariant()],
        });
        (await Verify()).Findings.Select(finding => finding.Kind).ShouldContain(kind);
        (await Check()).Select(finding => finding.Kind).ShouldContain(kind);
    }

    [Fact]
    public async Task Entries_rewritten_above_the_last_head_that_was_left_are_found_and_take_no_further_entry()
    {
        await Fill(6);
        var folder = House.NewFolder();
        System.IO.Directory.CreateDirectory(Path.Combine(folder, "heads"));
        await File.WriteAllLinesAsync(Path.Combine(folder, "heads", $"{Ward:N}.heads"), (await File.ReadAllLinesAsync(HeadsOf(Ward)))[..4]);
        await using var house = await House.Open(ConnectionString, Clock, folder, House.Key(House.Folder));
        (await Should.ThrowAsync<StoreUnavailable>(() => house.Gate.Run(Team, new AddThing("a head for what was rewritten")))).InnerException.ShouldBeOfType<LogDoubted>().Message.ShouldContain("audit verify");
        (await new AuditVerifier(House.Store, house.Heads).Verify(Ward)).Findings.ShouldHaveSingleItem().ShouldBe(new AuditFinding("outside-gap", 4,
            "The last head outside the database is of 4 entries, and the log has 7: after a crash at most one commit lacks its head. Heads were removed, or the entries from here on were replaced."));
    }

    [Fact]
    public async Task A_head_signed_by_another_key_is_found()
    {
        await Fill(2);
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var chain = House.Heads.Chain(Ward)!;
        var forged = OutsideHead.Sign(other, Ward, 3, chain.Longest!.Root, Clock.GetUtcNow(), chain.Last, isAnnounced: false);
        await File.AppendAllTextAsync(HeadsOf(Ward), forged + "\n");
        (await Verify()).Findings.ShouldHaveSingleItem().What.ShouldContain("not signed");
        (await Check()).ShouldHaveSingleItem().What.ShouldContain("not signed");
    }

    [Fact]
    public async Task Whoever_restored_a_backup_says_so_in_the_log_and_it_goes_on()
    {
        await Fill(6);
        await Lines(lines => lines[..4]);
        var restored = await Restore("the host was lost", 4);
        (await new AuditVerifier(House.Store, restored.Heads).Verify(Ward)).ShouldSatisfyAllConditions(
            report => report.Findings.ShouldBeEmpty(),
            report => report.Size.ShouldBe(9),
            report => report.Remarks.ShouldHaveSingleItem().ShouldContain("the host was lost"));
        (await House.Log(Ward))[7].Act.ShouldBe("AcceptRestore");

        // Without the entry that says so the new chain is not one.
        var first = (await File.ReadAllLinesAsync(Path.Combine(restored.Folder, "heads", $"{Ward:N}.heads")))[0];
        OutsideHead.Parse(Ward, first)!.Previous.ShouldNotBe(OutsideHead.Nothing);
        await restored.DisposeAsync();
    }

    [Fact]
    public async Task A_log_cut_off_with_its_head_row_is_found()
    {
        await Fill(4);
        await using var db = House.Store.Context(Ward);
        var head = await db.Set<Head>().SingleAsync(h => h.Id == Ward);
        var log = await House.Log(Ward);
        await Fill(1);
        await Sql($"DELETE FROM audit_entries WHERE customer_id = {Ward} AND {Quoted("index")} = {log.Count}");
        await Sql($"DELETE FROM audit_subjects WHERE customer_id = {Ward} AND {Quoted("index")} = {log.Count}");
        await Sql($"UPDATE heads SET log_size = {head.LogSize}, frontier = {head.Frontier} WHERE id = {Ward}");
        (await Verify()).Findings.ShouldContain(finding => finding.Kind == "cut-off");
    }

    [Fact]
    public async Task An_export_is_checked_offline_and_every_edit_of_it_found()
    {
        await Fill(12);
        var ticket = (await House.Gate.Run(Team, new ExportAudit(From: 2))).Value!;
        using var file = new MemoryStream();
        await new AuditExport(House.Store, House.Heads, Clock).Write(ticket, file);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n')[..^1];
        lines.Length.ShouldBe(1 + 11);
        var sound = await Check(lines);
        sound.Findings.ShouldBeEmpty();
        (sound.Size, sound.Range).ShouldBe((11, 11));

        (await Check(lines.Select((l, i) => i == 5 ? l.Replace("thing", "thong", StringComparison.Ordinal) : l))).Findings[0].Entry.ShouldBe(6);
        (await Check(lines.Where((_, i) => i != 4))).IsSound.ShouldBeFalse();
        (await Check(lines[..^1])).IsSound.ShouldBeFalse();
        (await Check(lines.Take(3).Append(lines[4]).Append(lines[3]).Concat(lines.Skip(5)))).IsSound.ShouldBeFalse();
        (await Check(lines.Append(lines[^1]))).IsSound.ShouldBeFalse();
        (await Check(lines.Select((l, i) => i == 0 ? l.Replace(Ward.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal) : l))).IsSound.ShouldBeFalse();
        foreach (var (edit, why) in new (Func<string, string>, string)[]
        {
            (l => l.Replace("\"from\":2", "\"from\":3", StringComparison.Ordinal), "the range begins later"),
            (l => l.Replace("\"to\":13", "\"to\":12", StringComparison.Ordinal).Replace("\"count\":11", "\"count\":10", StringComparison.Ordinal), "the range was shortened"),
            (l => l.Replace("\"to\":13", "\"to\":2", StringComparison.Ordinal), "the range was emptied"),
            (l => l.Replace("}", ",\"verified\":true}", StringComparison.Ordinal), "a member that nothing proves"),
            (l => l.Replace("\"from\":2", "\"from\":0,\"from\":2", StringComparison.Ordinal), "a member twice"),
            (l => l.Replace("\"count\":11", "\"count\":\"11\"", StringComparison.Ordinal), "a number as a text"),
            (l => l.Replace("export 2", "export 1", StringComparison.Ordinal), "a form without a signature"),
        })
        {
            edit(lines[0]).ShouldNotBe(lines[0], why);
            (await Sound(lines.Select((l, i) => i == 0 ? edit(l) : l).ToArray())).ShouldBeFalse(why);
            (await Sound([edit(lines[0])])).ShouldBeFalse(why);
        }

        foreach (var (edit, why) in new (Func<string, string>, string)[]
        {
            (l => "{\"note\":\"all fine\"," + l[1..], "a member that nothing proves"),
            (l => "{\"body\":\"{\\\"act\\\":\\\"Nothing\\\"}\"," + l[1..], "a member twice"),
            (l => l.Replace("\"index\":4", "\"index\":\"4\"", StringComparison.Ordinal), "a number as a text"),
            (l => l.Replace("\"index\":4", "\"Index\":4", StringComparison.Ordinal), "a member by another name"),
            (l => l.Replace("\"index\":4", "\"index\":4.0", StringComparison.Ordinal), "a number written otherwise"),
            (_ => "", "an empty line"),
            (_ => "[]", "no entry"),
            (l => l + " {}", "more than an entry"),
        })
        {
            edit(lines[3]).ShouldNotBe(lines[3], why);
            (await Sound(lines.Select((l, i) => i == 3 ? edit(l) : l).ToArray())).ShouldBeFalse(why);
            (await Sound([.. lines, edit(lines[3])])).ShouldBeFalse($"{why}, at the end");
        }

        async Task<bool> Sound(string[] text)
        {
            try
            {
                return (await Check(text)).IsSound;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }

        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        (await AuditExport.Verify(file, other.ExportSubjectPublicKeyInfoPem())).IsSound.ShouldBeFalse();
        (await House.Log(Ward))[^1].Act.ShouldBe(nameof(ExportAudit));

        async Task<AuditReport> Check(IEnumerable<string> text)
        {
            file.Position = 0;
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', text) + "\n"));
            return await AuditExport.Verify(stream, House.Heads.PublicKey);
        }
    }

    /// <summary>Rewrites the lines outside; null: the file goes.</summary>
    private async Task Lines(Func<string[], string[]?> edit, bool torn = false)
    {
        var lines = edit(await File.ReadAllLinesAsync(HeadsOf(Ward)));
        if (lines is null) File.Delete(HeadsOf(Ward));
        else await File.WriteAllTextAsync(HeadsOf(Ward), string.Concat(lines.Select(line => line + "\n")) is var text && torn ? text[..^1] : text);
    }

    /// <summary>What a server that is to start is told.</summary>
    private async Task<IReadOnlyList<AuditFinding>> Check() => [.. (await new HeadsCheck(House.Store, House.Heads).Run(default)).SelectMany(report => report.Findings)];

    /// <summary>Another process accepts what is there, and goes on.</summary>
    private async Task<House> Restore(string reason, int outside)
    {
        var folder = House.NewFolder();
        System.IO.Directory.CreateDirectory(Path.Combine(folder, "heads"));
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(House.Folder, "heads"))) File.Copy(file, Path.Combine(folder, "heads", Path.GetFileName(file)));
        var house = await House.Open(ConnectionString, Clock, folder, House.Key(House.Folder));
        var logs = new RestoredLogs(house.Store, house.Heads, house.Gate);
        (await logs.Accept(" ", default)).ShouldBeEmpty();
        (await logs.Accept(reason, default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(log => log.Log.ShouldBe(Ward), log => log.Refused.ShouldBeNull(), log => log.Findings.ShouldHaveSingleItem());
        (await logs.Accept(reason, default)).ShouldBeEmpty("there is nothing more to accept");
        (await house.Gate.Run(Team, new AddThing("after"))).Refused.ShouldBeNull();
        var body = Encoding.UTF8.GetString((await house.Log(Ward))[7].Body);
        body.ShouldContain($"\"Outside\":{{\"after\":{outside}}}");
        return house;
    }
}
