using System.Globalization;
using System.Text;
using MiniExcelLibs;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The report of seats as a table: CSV with every cell quoted and defused, or a workbook whose cells are texts.</summary>
public static class SeatTable
{
    /// <summary>The type of a workbook.</summary>
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly string[] Head = ["name", "e-mail", "department", "teams", "state", "seat", "week of last use"];

    /// <summary>As CSV (RFC 4180, UTF-8 with its mark).</summary>
    public static byte[] ToCsv(IReadOnlyList<ExportedSeat> seats)
    {
        var text = new StringBuilder("\uFEFF").Append(Csv.Line(Head)).Append("\r\n");
        foreach (var seat in seats) text.Append(Csv.Line(Cells(seat))).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>As a workbook: no cell of it is a formula, whatever it begins with.</summary>
    public static byte[] ToXlsx(IReadOnlyList<ExportedSeat> seats)
    {
        using var file = new MemoryStream();
        file.SaveAs(seats.Select(seat => Head.Zip(Cells(seat)).ToDictionary(pair => pair.First, object? (pair) => pair.Second)), sheetName: "Seats");
        return file.ToArray();
    }

    private static IEnumerable<string?> Cells(ExportedSeat seat) =>
    [
        seat.Name, seat.Email, seat.Department, seat.Teams, seat.Active ? "active" : "deactivated", seat.Seat ? "yes" : "no",
        seat.LastUsed?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    ];
}
