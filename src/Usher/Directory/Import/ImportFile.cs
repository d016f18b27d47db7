using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A line of a table of people, as it was typed.</summary>
/// <param name="Number">Its number, counting the heading: as a spreadsheet shows it.</param>
/// <param name="Email">The address.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Role">The role in Connect; empty: User.</param>
/// <param name="CustomRoles">Custom roles, by slug or name.</param>
/// <param name="Tenants">Tenants, by slug or name.</param>
internal sealed record ImportRow(int Number, string Email, string FirstName, string LastName, string Role, IReadOnlyList<string> CustomRoles,
    IReadOnlyList<string> Tenants)
{
    /// <summary>Job title; empty: nothing is said of it, as of the next three.</summary>
    public string Job { get; init; } = "";

    /// <summary>Department.</summary>
    public string Department { get; init; } = "";

    /// <summary>Where they work.</summary>
    public string Location { get; init; } = "";

    /// <summary>The address of who manages them.</summary>
    public string Manager { get; init; } = "";

    /// <summary>Whether it says anything for the directory.</summary>
    public bool Describes => Job.Length + Department.Length + Location.Length + Manager.Length > 0;
}

/// <summary>
/// Reads a table of people: RFC 4180 with commas, or semicolons or tabs as spreadsheets of other countries write them, with or without a
/// byte order mark. The first line names the columns.
/// </summary>
internal static class ImportFile
{
    /// <summary>How many people one table may have: they are added in one change.</summary>
    public const int MostRows = 2_000;

    /// <summary>How long a table may be, in characters.</summary>
    public const int Longest = 1_000_000;

    private const int LongestCell = 2_000;

    private static readonly char[] Starters = ['=', '+', '-', '@', '|', '%', '\t', '\r'];

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["email"] = "email", ["emailaddress"] = "email", ["address"] = "email",
        ["firstname"] = "first", ["givenname"] = "first", ["name"] = "first",
        ["lastname"] = "last", ["familyname"] = "last", ["surname"] = "last",
        ["role"] = "role", ["connectrole"] = "role",
        ["customrole"] = "custom", ["customroles"] = "custom",
        ["tenant"] = "tenants", ["tenants"] = "tenants",
        ["job"] = "job", ["jobtitle"] = "job",
        ["department"] = "department",
        ["location"] = "location", ["office"] = "location",
        ["manager"] = "manager", ["manageremail"] = "manager",
    };

    /// <summary>The rows; or what prevents reading any.</summary>
    public static (IReadOnlyList<ImportRow> Rows, Refusal? Refused) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Fault("The file is empty.");
        if (text.Length > Longest) return Fault($"The file is longer than {Longest:N0} characters. Split it into several.");
        text = text.TrimStart('\uFEFF');
        if (text.Contains('\0', StringComparison.Ordinal)) return Fault("The file is no text. Save it as CSV in UTF-8.");
        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            HasHeaderRecord = true,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
            DetectColumnCountChanges = false,
            MaxFieldSize = LongestCell,
            BadDataFound = null,
            MissingFieldFound = null,
        });
        try
        {
            return Rows(csv);
        }
        catch (CsvHelperException)
        {
            return Fault($"Line {csv.Parser.RawRow} can't be read. Check its quotation marks, and that no cell has more than {LongestCell:N0} characters.");
        }
    }

    /// <summary>Whether a cell could be a formula to the spreadsheet that opens what is written with it.</summary>
    public static bool IsFormula(string cell) => cell.Length > 0 && (Starters.Contains(cell[0]) || cell[0] is '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20');

    private static (IReadOnlyList<ImportRow>, Refusal?) Rows(CsvReader csv)
    {
        if (!csv.Read() || !csv.ReadHeader()) return Fault("The file is empty.");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < csv.HeaderRecord!.Length; i++)
        {
            var name = new string([.. csv.HeaderRecord[i].ToLowerInvariant().Where(char.IsLetterOrDigit)]);
            if (name.Length == 0) continue;
            if (!Columns.TryGetValue(name, out var column))
                return Fault($"Column {i + 1} is unknown. Use: e-mail, first name, last name, role, custom roles, tenants, job, department, location, manager.");
            if (!places.TryAdd(column, i)) return Fault($"Column {i + 1} is there twice.");
        }

        if (!places.ContainsKey("email") || !places.ContainsKey("first")) return Fault("Name the columns in the first line: e-mail and first name at least.");
        List<ImportRow> rows = [];
        while (csv.Read())
        {
            if (rows.Count == MostRows)
                return Fault($"The file has more than {MostRows:N0} people. Split it into several.");
            if (csv.Parser.Record!.All(string.IsNullOrWhiteSpace)) continue;
            rows.Add(new(csv.Parser.RawRow, Cell("email"), Cell("first"), Cell("last"), Cell("role"), Several("custom"), Several("tenants"))
            {
                Job = Cell("job"), Department = Cell("department"), Location = Cell("location"), Manager = Cell("manager"),
            });
        }

        return rows.Count == 0 ? Fault("The file has a heading and no people.") : (rows, null);

        string Cell(string column) => places.TryGetValue(column, out var at) ? csv.GetField(at)?.Trim() ?? "" : "";
        IReadOnlyList<string> Several(string column) =>
            Cell(column).Split(['|', ';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Of the three the one that the first line has most of, outside quotation marks.</summary>
    private static string Delimiter(string text)
    {
        var (isQuoted, counts) = (false, new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 });
        foreach (var sign in text)
        {
            if (sign == '"') isQuoted = !isQuoted;
            else if (sign is '\r' or '\n' && !isQuoted && counts.Values.Any(count => count > 0)) break;
            else if (!isQuoted && counts.TryGetValue(sign, out var count)) counts[sign] = count + 1;
        }

        return counts.MaxBy(one => one.Value).Key.ToString();
    }

    private static (IReadOnlyList<ImportRow>, Refusal?) Fault(string sentence) => ([], new Invalid("/csv", sentence));
}
