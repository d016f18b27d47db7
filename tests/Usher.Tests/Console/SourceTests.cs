using System.Text.RegularExpressions;

namespace Usher.Tests.ConsolePages;

/// <summary>What the console's own source keeps to.</summary>
public partial class SourceTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "console", "src");

    [Fact]
    public void Colours_sizes_and_shadows_stand_in_the_theme_alone()
    {
        var found = Files("*.tsx").Concat(Files("*.ts"))
            .Where(file => !file.StartsWith("theme", StringComparison.Ordinal) && !file.EndsWith("schema.d.ts", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(Path.Combine(Source, file)).Select((line, number) => (file, number: number + 1, line)))
            .Where(place => Literal().IsMatch(place.line))
            .Select(place => $"{place.file}:{place.number}: {place.line.Trim()}");
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("color: '#0f6b66'")]
    [InlineData("boxShadow: '0 1px 2px black'")]
    [InlineData("background: 'rgba(0, 0, 0, 0.5)'")]
    [InlineData("sx={{ width: 320 }}")]
    [InlineData("sx={{ fontSize: { xs: 16, sm: 14 } }}")]
    [InlineData("maxWidth: '60ch'")]
    public void A_literal_would_be_found(string line) => Literal().IsMatch(line).ShouldBeTrue();

    [Theory]
    [InlineData("sx={{ gap: 12, width: '100%', minWidth: 0, borderRadius: `${size.radiusSmall}px` }}")]
    [InlineData("sx={{ fontWeight: 500, width: size.drawer }}")]
    public void Steps_of_the_grid_shares_and_tokens_are_no_literals(string line) => Literal().IsMatch(line).ShouldBeFalse();

    [Fact]
    public void A_page_is_at_most_150_lines_and_no_file_more_than_250()
    {
        Files("*Page.tsx").Where(file => Lines(file) > 150).ShouldBeEmpty();
        Files("*.ts*").Where(file => !file.EndsWith("schema.d.ts", StringComparison.Ordinal) && Lines(file) > 250).ShouldBeEmpty();
        Files("*Page.tsx").Count().ShouldBeGreaterThan(8);
    }

    private static IEnumerable<string> Files(string pattern) =>
        System.IO.Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Source, file));

    private static int Lines(string file) => File.ReadLines(Path.Combine(Source, file)).Count();

    /// <summary>A colour; a length in pixels or characters; a bare number of two digits for a width, a height or a size of type.</summary>
    [GeneratedRegex(
        """#[0-9a-fA-F]{3,8}['"]|\b(rgba?|hsla?|oklch)\(|(?<![\w$}.])\d+(\.\d+)?(px|ch|rem)\b|\b(width|height|(min|max)(Width|Height)|fontSize|lineHeight)['"]?: (\{[^}]*?: )?\d{2,}""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
