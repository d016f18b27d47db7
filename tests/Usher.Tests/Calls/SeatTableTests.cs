using System.IO.Compression;
using Usher.Calls;

namespace Usher.Tests.Calls;

/// <summary>The report of seats as a file: whatever people are called, it runs nothing in the spreadsheet that opens it.</summary>
public class SeatTableTests
{
    private static readonly ExportedSeat Hostile = new("=HYPERLINK(\"https://x.example\")", "+mal@harbor.example", "@SUM(A1)", "Sales|=1+1", true, true, new(2026, 6, 1));

    [Fact]
    public void In_csv_a_cell_that_could_be_a_formula_begins_with_an_apostrophe()
    {
        var text = System.Text.Encoding.UTF8.GetString(SeatTable.ToCsv([Hostile]));
        text.ShouldStartWith("\uFEFF\"name\",\"e-mail\"");
        text.ShouldContain("\"'=HYPERLINK(\"\"https://x.example\"\")\",\"'+mal@harbor.example\",\"'@SUM(A1)\"");
        text.ShouldContain("\"active\",\"yes\",\"2026-06-01\"");
    }

    [Fact]
    public async Task In_a_workbook_no_cell_is_a_formula()
    {
        using var file = new ZipArchive(new MemoryStream(SeatTable.ToXlsx([Hostile])));
        var sheet = await new StreamReader(file.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open()).ReadToEndAsync(TestContext.Current.CancellationToken);
        sheet.ShouldContain("HYPERLINK");
        sheet.ShouldNotContain("<f>");
        sheet.ShouldNotContain(":f>");
    }
}
