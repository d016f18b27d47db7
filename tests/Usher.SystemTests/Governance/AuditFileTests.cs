using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Web.Api;
using Usher.Web.Commands;
using Usher.Tests;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;
using Usher.Tests.Governance;

namespace Usher.SystemTests.Governance;

/// <summary>The audit trail in a file: who takes which part of it, that the taking itself stands in it, and what the file holds.</summary>
[Whole]
public class AuditFileTests
{
    private const string Trail = "/api/customers/harbor/audit";

    [Fact]
    public async Task A_table_has_what_the_filters_leave_newest_first_with_names_and_says_who_took_it()
    {
        await using var server = await TownServer.Open();
        var bo = server.Town["default"];
        await server.Send("customeradmin", "PUT", $"/api/customers/harbor/users/{bo}/connect-role", HttpStatusCode.NoContent, new { role = "customer-admin" });
        var before = TestContext.Current.CancellationToken;
        var (type, text) = await Taken(server, "customeradmin", $"{Trail}.csv?subject={bo}&act=AssignConnectRole", before);
        type.ShouldBe("text/csv; charset=utf-8");
        var rows = Rows(text);
        rows[0].ShouldBe(["index", "at", "act", "actor kind", "actor", "door", "permission", "ground", "refused", "count", "note", "concerns", "what changed"]);
        rows.Count.ShouldBe(2);
        var row = rows[0].Zip(rows[1]).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
        row["act"].ShouldBe("AssignConnectRole");
        row["actor"].ShouldBe("Cora Admin");
        row["permission"].ShouldBe("role/assign");
        row["concerns"].ShouldContain("Default Example");
        row["what changed"].ShouldContain("User.Connect of Default Example: User → CustomerAdmin");
        DateTimeOffset.Parse(row["at"], CultureInfo.InvariantCulture).ShouldBe(server.Town.Now, TimeSpan.FromMilliseconds(1));

        var taken = (await server.Get("customeradmin2", $"{Trail}?act=ExportConnectAudit"))!["items"]![0]!;
        taken["actor"]!["id"]!.GetValue<Guid>().ShouldBe(server.Town["customeradmin"]);
        taken["note"]!.GetValue<string>().ShouldBe("CSV export of Connect, about one thing, act AssignConnectRole");
        taken["names"]![bo.ToString()].ShouldNotBeNull("the entry says about whom");
    }

    [Fact]
    public async Task A_long_trail_comes_whole_each_entry_once()
    {
        await using var server = await TownServer.Open();
        var note = "=cmd|' /C calc'!A0, \"quoted\"\r\nand more";
        for (var i = 0; i < 405; i++)
            await server.Town.Do(server.Town.As("customeradmin") with { Note = i == 0 ? note : null }, new RenameUser(server.Town["default"], $"Bo {i}", "Example"));
        var (_, text) = await Taken(server, "customeradmin", $"{Trail}.csv?act=RenameUser", TestContext.Current.CancellationToken);
        var rows = Rows(text).Skip(1).ToList();
        var indexes = rows.Select(row => long.Parse(row[0], CultureInfo.InvariantCulture)).ToList();
        indexes.ShouldBe(indexes.Distinct().OrderDescending());
        indexes.Count.ShouldBe(405);
        rows[^1][10].ShouldBe("'" + note.ReplaceLineEndings("\n"));
        rows[^1][12].ShouldContain("→ Bo 0");
    }

    [Theory]
    [InlineData("customeradmin", "connect", HttpStatusCode.OK)]
    [InlineData("customeradmin", "insights", HttpStatusCode.Forbidden)]
    [InlineData("orgadmin", "insights", HttpStatusCode.OK)]
    [InlineData("orgadmin", "connect", HttpStatusCode.Forbidden)]
    [InlineData("default", "connect", HttpStatusCode.Forbidden)]
    [InlineData("customeradmin@lakeside", "connect", HttpStatusCode.NotFound)]
    [InlineData("customeradmin", "everything", HttpStatusCode.UnprocessableContent)]
    public async Task Each_takes_the_part_that_they_read(string who, string section, HttpStatusCode status)
    {
        await using var server = await TownServer.Open();
        foreach (var file in new[] { ".csv", "/export" })
        {
            var answer = await (await server.As(who)).GetAsync($"{Trail}{file}?section={section}", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(status);
            if (status == HttpStatusCode.OK) answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldStartWith($"harbor-{section}-audit-to-");
        }

        if (status == HttpStatusCode.OK) await server.Get(who, $"{Trail}.csv?section={section}&act=no-act", HttpStatusCode.UnprocessableContent);
    }

    [Fact]
    public async Task Who_may_not_read_a_part_gets_no_leave_to_take_it()
    {
        await using var town = await Town.Open();
        (await town.Try("orgadmin", new ExportConnectAudit(AuditForm.Csv, new()))).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new ExportInsightsAudit(AuditForm.Provable, new()))).ShouldBeOfType<NotAllowed>();
        (await town.Try("support", new ExportInsightsAudit(AuditForm.Csv, new()))).ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [InlineData("customeradmin", "connect", "insights")]
    [InlineData("orgadmin", "insights", "connect")]
    public async Task The_provable_form_holds_one_section_and_is_checked_offline_by_the_command(string who, string section, string other)
    {
        await using var server = await TownServer.Open();
        var cancel = TestContext.Current.CancellationToken;
        var (type, text) = await Taken(server, who, $"{Trail}/export?section={section}", cancel);
        type.ShouldBe("application/jsonl");
        var key = (await server.Get(who, $"{Trail}/{JsonNode.Parse(text.Split('\n')[1])!["index"]}/proof?section={section}"))!["publicKey"]!.GetValue<string>();
        var lines = text.Split('\n')[..^1];
        lines.Skip(1).Select(line => JsonNode.Parse(JsonNode.Parse(line)!["body"]!.GetValue<string>())!["section"]!.GetValue<string>() == "Insights").ShouldAllBe(insights => insights == (section == "insights"));
        var sound = await Check(lines);
        sound.Findings.ShouldBeEmpty();
        (sound.Size, sound.Section).ShouldBe((lines.Length - 1, section));

        (await Check(lines.Select((line, i) => i == 3 ? line.Replace("harbor", "harbour", StringComparison.Ordinal).Replace("User", "Usher", StringComparison.Ordinal) : line))).IsSound.ShouldBeFalse("an entry was altered");
        (await Check([lines[0], lines[2], lines[1], .. lines[3..]])).IsSound.ShouldBeFalse("two entries changed places");
        (await Check([.. lines, lines[^1]])).IsSound.ShouldBeFalse("an entry was repeated");
        (await Check([lines[0].Replace($"\"{section}\"", $"\"{other}\"", StringComparison.Ordinal), .. lines[1..]])).IsSound.ShouldBeFalse("it says that it is of the other section");
        (await Check([lines[0].Replace($"\"{section}\"", "\"all\"", StringComparison.Ordinal), .. lines[1..]])).IsSound.ShouldBeFalse("there is no such section");
        (await Check([lines[0].Replace($",\"section\":\"{section}\"", "", StringComparison.Ordinal), .. lines[1..]])).IsSound.ShouldBeFalse("it says that it is of the whole");

        var folder = System.IO.Directory.CreateTempSubdirectory("usher-export-").FullName;
        var (export, pem) = (Path.Combine(folder, "part.jsonl"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(export, text, cancel);
        await File.WriteAllTextAsync(pem, key, cancel);
        var (code, answer, error) = await Web.UsherProcess.Run(folder, "audit", "verify", "--file", export, "--public-key", pem);
        code.ShouldBe(Exit.Done, error);
        answer.ShouldContain($"of the section {section}, sound");
        System.IO.Directory.Delete(folder, recursive: true);

        async Task<AuditReport> Check(IEnumerable<string> of)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', of) + "\n"));
            return await AuditExport.Verify(stream, key, cancel);
        }
    }

    private static async Task<(string? Type, string Text)> Taken(TownServer server, string who, string address, CancellationToken cancel)
    {
        var answer = await (await server.As(who)).GetAsync(address, cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(cancel));
        return (answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync(cancel));
    }

    /// <summary>The rows of a table, read as RFC 4180 says.</summary>
    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>>();
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        text = text.TrimStart('\uFEFF');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (text[i] == '"') quoted = !quoted;
            else if (quoted || text[i] is not (',' or '\r' or '\n')) cell.Append(text[i]);
            else if (text[i] != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i] == ',') continue;
                rows.Add(row);
                row = [];
            }
        }

        return rows;
    }
}
