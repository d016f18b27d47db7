using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Usher.Web.Commands;
using Usher.SystemTests.Stores;
using Usher.SystemTests.Web;
using Usher.Tests;
using Usher.Tests.Commands;
using Usher.Tests.Stores;
using Usher.Tests.Web;

namespace Usher.SystemTests.Commands;

[Whole]
public sealed class AuditCommandTests : IDisposable
{
    private readonly string _folder = House.NewFolder();

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_log_verifies_is_exported_and_the_export_is_checked_without_the_database_until_something_is_altered()
    {
        (await Usher("customer", "create", "harbor", "--name", "Harbor Foods", "--tenant", "north:Enterprise:h-1", "--seats", "5", "--insights", "--customer-admin", "ana@harbor.example")).Code.ShouldBe(Exit.Done);

        var sound = await Usher("audit", "verify", "--json");
        sound.Code.ShouldBe(Exit.Done, sound.Error);
        var logs = sound.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        logs.Select(log => log["log"]!.GetValue<string>()).ShouldBe(["platform", "harbor", "tables of no single customer"], ignoreOrder: true);
        logs.ShouldAllBe(log => log["sound"]!.GetValue<bool>());
        logs[..2].ShouldAllBe(log => log["outside"] != null);

        var export = Path.Combine(_folder, "harbor.jsonl");
        (await Usher("audit", "export", "--customer", "harbor", "--out", export)).Code.ShouldBe(Exit.Done);
        var key = Path.Combine(_folder, "key.pem");
        await File.WriteAllTextAsync(key, (await Usher("audit", "public-key")).Answer, TestContext.Current.CancellationToken);
        var checkedExport = await Usher("audit", "verify", "--file", export, "--public-key", key);
        checkedExport.Code.ShouldBe(Exit.Done, checkedExport.Error);
        checkedExport.Answer.ShouldContain("sound");

        await File.WriteAllTextAsync(export, (await File.ReadAllTextAsync(export, TestContext.Current.CancellationToken)).Replace("ana@harbor.example", "eve@harbor.example", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var altered = await Usher("audit", "verify", "--file", export, "--public-key", key);
        altered.Code.ShouldBe(Exit.Refused);
        altered.Answer.ShouldContain("NOT SOUND");

        Alter("DELETE FROM audit_entries WHERE \"index\" = 0 AND customer_id <> '00000000-0000-0000-0000-000000000000'");
        (await Usher("audit", "verify", "--customer", "harbor")).Code.ShouldBe(Exit.Refused);
        (await Usher("audit", "verify", "--customer", "platform")).Code.ShouldBe(Exit.Done);
        Alter("DELETE FROM customers; DELETE FROM heads WHERE id <> '00000000-0000-0000-0000-000000000000'");
        (await Usher("audit", "verify")).Code.ShouldBe(Exit.Refused);
    }

    [Fact]
    public async Task What_is_missing_or_none_is_said_in_one_line()
    {
        var nothing = Path.Combine(_folder, "nothing");
        await File.WriteAllTextAsync(nothing, "nothing", TestContext.Current.CancellationToken);
        foreach (var (arguments, code) in new (string[], int)[]
        {
            (["audit", "verify", "--file", nothing], Exit.Usage),
            (["audit", "verify", "--file", nothing, "--public-key", nothing], Exit.Refused),
            (["audit", "verify", "--file", nothing + "-more", "--public-key", nothing], Exit.Refused),
            (["audit", "verify", "--customer", "nobody"], Exit.Refused),
            (["audit", "export", "--customer", "platform", "--out", nothing, "--from", "7"], Exit.Refused),
        })
        {
            var (found, answer, error) = await Usher(arguments);
            found.ShouldBe(code, error);
            answer.ShouldBeEmpty();
            error.TrimEnd().Split('\n').Length.ShouldBe(1, error);
        }

        (await File.ReadAllTextAsync(nothing, TestContext.Current.CancellationToken)).ShouldBe("nothing");
    }

    private Task<(int Code, string Answer, string Error)> Usher(params string[] arguments) => UsherProcess.Run(Data, arguments);

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "usher.db")};Pooling=false;Foreign Keys=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
