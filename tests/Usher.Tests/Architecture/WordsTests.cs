using System.Text.Json;
using System.Text.RegularExpressions;

namespace Usher.Tests.Architecture;

/// <summary>The words of CONTRIBUTING's glossary: what its last column bans is in no text that people read.</summary>
public sealed class WordsTests
{
    private static readonly Glossary Words = Glossary.Read(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")));

    /// <summary>Lists of spoken words, by which calls are understood: they are no text of ours.</summary>
    private static readonly string[] Spoken = ["src/Usher/Calls/Engine/", "src/Usher/Calls/Screening/Sensitivity.cs", "src/Usher/Calls/Transcripts/SpeakerName.cs"];

    [Fact]
    public void The_server_says_nothing_in_banned_words() =>
        None(from file in Files("src", "*.cs")
             where !Spoken.Any(spoken => file.StartsWith(spoken, StringComparison.Ordinal)) && !file.Contains("/Migrations/", StringComparison.Ordinal)
             from text in Texts.OfCSharp(Read(file))
             select (file, text));

    [Fact]
    public void The_console_says_nothing_in_banned_words() =>
        None(from file in Files("console/src", "*.ts*")
             where !file.Contains(".test.", StringComparison.Ordinal) && !file.EndsWith("schema.d.ts", StringComparison.Ordinal)
             from text in Texts.OfTypeScript(Read(file))
             select (file, text));

    [Fact]
    public void The_documentation_is_written_without_banned_words() =>
        None(from file in (string[])["README.md", "CHANGELOG.md", "CONTRIBUTING.md", .. Files("docs", "*.md"), .. Files("docs", "*.sh"), .. Files("deploy", "*")]
             where file != "docs/answers.md" // what people said in calls
             from text in Texts.OfLines(file == "CONTRIBUTING.md" ? Glossary.Without(Read(file)) : Read(file))
             select (file, text));

    [Fact]
    public void The_OpenAPI_document_describes_the_API_without_banned_words()
    {
        const string file = "docs/openapi.json";
        var document = Read(file);
        var described = Regex.Matches(document, "\"(?:summary|description)\": (?<text>\"(?:[^\"\\\\]|\\\\.)*\")", RegexOptions.None, TimeSpan.FromSeconds(10));
        described.Count.ShouldBeGreaterThan(500);
        None(described.Select(one => (file, new Text(Texts.LineAt(document, one.Index), JsonSerializer.Deserialize<string>(one.Groups["text"].Value)!))));
    }

    [Fact]
    public void A_banned_word_is_named_with_its_file_its_line_and_what_to_say_instead()
    {
        Words.Faults([("a.cs", new Text(7, "Your letter stands here."))]).ShouldBe(
            ["a.cs:7: \"letter\" in \"Your letter stands here.\": say e-mail", "a.cs:7: \"stands\" in \"Your letter stands here.\": say audit trail"]);
        Words.Faults([("a.cs", new Text(1, "Use lower-case letters, in place."))]).ShouldBeEmpty("an allowed phrase");
        Words.Faults([("a.cs", new Text(1, "A placeholder for newsletters."))]).ShouldBeEmpty("whole words only");
    }

    [Fact]
    public void Texts_are_distinguished_from_code()
    {
        Texts.OfCSharp(""""
            var place = $"One {(x ? "Two" : "Three }")} four"; // "Five five"
            var q = '"'; Say(@"Six ""seven", "key", $$"""Eight {{place}} {nine}""", """
              Ten "ten"
              """);
            """").Select(text => text.Content.Trim())
            .ShouldBe(["One  four", "Two", "Three }", "Six \"\"seven", "Eight  {nine}", "Ten \"ten\""], ignoreOrder: true);
        Texts.OfTypeScript("""
            const place = 'One thing' // 'two two'
            return <b title="Three" key={told('four', `Five ${place} five`)}>You're six {place} <i>Seven</i> and {told}, they're eight.</b>
            """).Select(text => text.Content.Trim())
            .ShouldBe(["One thing", "Three", "Five   five", "You're six", "Seven", ", they're eight."], ignoreOrder: true);
    }

    private static void None(IEnumerable<(string, Text)> texts) => string.Join('\n', Words.Faults(texts)).ShouldBeEmpty("the glossary of CONTRIBUTING says what to say instead");

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        from path in System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        select file;
}
