using Usher.Platform;

namespace Usher.Tests.Platform;

public class CsvTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("a; b", "\"a; b\"")]
    [InlineData("3 - 1 = 2", "\"3 - 1 = 2\"")]
    [InlineData("José", "\"José\"")]
    [InlineData("", "\"\"")]
    [InlineData(null, "\"\"")]
    public void A_cell_is_always_quoted(string? text, string cell) => Csv.Cell(text).ShouldBe(cell);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("|calc")]
    [InlineData("%0A")]
    [InlineData("\tplain")]
    [InlineData("\rplain")]
    [InlineData("\nplain")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(1)")]
    [InlineData("\uFF5Ccalc")]
    [InlineData("\uFE661")]
    [InlineData("\u22121")]
    [InlineData("  =cmd()")]
    [InlineData("\u00A0=cmd()")]
    [InlineData("\u3000\uFF1Dcmd()")]
    [InlineData("\u200B=cmd()")]
    [InlineData("\uFEFF=cmd()")]
    [InlineData("\u2800\u3164=cmd()")]
    [InlineData(";=cmd()")]
    public void What_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(string text) => Csv.Cell(text).ShouldStartWith("\"'");

    [Theory]
    [InlineData("a;=cmd()", "\"'a;'=cmd()\"")]
    [InlineData("a\t=cmd()", "\"'a\t'=cmd()\"")]
    [InlineData("a\n =cmd()", "\"'a\n' =cmd()\"")]
    public void A_formula_after_what_others_split_cells_at_is_none_either(string text, string cell) => Csv.Cell(text).ShouldBe(cell);
}
