using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Usher.Calls;
using Usher.Web.Api;

namespace Usher.Tests.Web;

/// <summary>The report of seats as a file: whatever people are called, it runs nothing in the spreadsheet that opens it.</summary>
public class SeatTableTests
{
    private static readonly ExportedSeat Hostile = new("=HYPERLINK(\"https://x.example\")", "+mal@harbor.example", "@SUM(A1)", "Sales|=1+1", true, true, new(2026, 6, 1));

    [Fact]
    public async Task In_csv_a_cell_that_could_be_a_formula_begins_with_an_apostrophe()
    {
        var text = System.Text.Encoding.UTF8.GetString(await Body(SeatTable.Csv([Hostile])));
        text.ShouldStartWith("\uFEFF\"name\",\"e-mail\"");
        text.ShouldContain("\"'=HYPERLINK(\"\"https://x.example\"\")\",\"'+mal@harbor.example\",\"'@SUM(A1)\"");
        text.ShouldContain("\"active\",\"yes\",\"2026-06-01\"");
    }

    [Fact]
    public async Task In_a_workbook_no_cell_is_a_formula()
    {
        using var file = new ZipArchive(new MemoryStream(await Body(SeatTable.Xlsx([Hostile]))));
        var sheet = await new StreamReader(file.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open()).ReadToEndAsync(TestContext.Current.CancellationToken);
        sheet.ShouldContain("HYPERLINK");
        sheet.ShouldNotContain("<f>");
        sheet.ShouldNotContain(":f>");
    }

    private static async Task<byte[]> Body(IResult result)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await result.ExecuteAsync(http);
        return body.ToArray();
    }
}
