using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Platform.Audit;
using Usher.Tests.Calls;
using Usher.Web.Commands;

namespace Usher.Tests.Commands;

public sealed class IngestCommandTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-ingest-").FullName;
    private readonly StringWriter _answer = new();
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        await _world.Person("ana");
    }

    public async ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Each_file_is_told_when_it_is_done_and_a_bad_one_stops_none()
    {
        var first = await NewFile("first.txt", "Ana: Hello there.");
        var bad = await NewFile("bad.txt", "nobody speaks here");
        var odd = await NewFile("odd.vtt", "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nAna: Hi.\n\nsomething lost\nand more\n");

        var code = await Run(json: false, Files());

        code.ShouldBe(Exit.Refused);
        Said().Length.ShouldBe(7);
        Said()[4].ShouldBe($"stored     {odd} (2 warnings, 1 not read)");
        Said()[5].Trim().ShouldStartWith("line 3: ");

        IEnumerable<string> Files()
        {
            yield return first;
            Said().ShouldBe([$"stored     {first}"]);
            yield return bad;
            Said()[1].ShouldStartWith($"TranscriptNotTaken {bad}: No line");
            yield return Path.Combine(_folder, "nowhere.txt");
            yield return "";
            Said()[3].ShouldStartWith("unreadable ");
            yield return odd;
        }
    }

    [Fact]
    public async Task Nothing_refused_is_done_and_json_says_what_could_not_be_read()
    {
        var file = await NewFile("odd.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nAna: Hi.\n\nsomething lost\nand more\n");

        (await Run(json: true, [file, file])).ShouldBe(Exit.Done);

        var lines = Said().Select(line => JsonNode.Parse(line)!).ToList();
        lines.Select(line => line["outcome"]!.GetValue<string>()).ShouldBe(["stored", "known"]);
        lines.ShouldAllBe(line => line["reading"]!["unread"]!.GetValue<int>() == 1 && line["reading"]!["warnings"]![0]!["where"]!.GetValue<string>() == "line 6");
    }

    [Fact]
    public async Task What_a_file_lacks_is_named()
    {
        var file = await NewFile("first.txt", "Ana: Hello there.");

        (await Run(json: false, [file], new())).ShouldBe(Exit.Refused);

        Said()[0].ShouldContain("host's e-mail address is missing");
    }

    [Fact]
    public async Task A_call_from_a_file_is_told_in_the_trail_of_insights_only()
    {
        (await Run(json: false, [await NewFile("first.txt", "Ana: Hello there.")])).ShouldBe(Exit.Done);

        await using var db = _world.Store.Context(_world.Customer);
        (await db.Set<AuditEntry>().SingleAsync(e => e.Act == "IngestCallFile", TestContext.Current.CancellationToken)).Section.ShouldBe(Section.Insights);
    }

    private async Task<string> NewFile(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private string[] Said() => _answer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> Run(bool json, IEnumerable<string> files, CallHeader? header = null) => IngestCommand.Run(
        _world.In, _world.Customer, files, header ?? new() { Host = "ana@harbor.example", Start = _world.Clock.GetUtcNow() }, new CommandOutput(_answer, TextWriter.Null, json), default);
}
