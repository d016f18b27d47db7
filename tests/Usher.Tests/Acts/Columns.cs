using Usher.Tests.Access.Naive;

namespace Usher.Tests.Acts;

/// <summary>Who of the town holds which columns of the law's tables.</summary>
internal static class Columns
{
    /// <summary>The columns by name.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Of = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["user"] = ["User", "Default User"],
        ["custom"] = ["Custom Role", "Default User"],
        ["customeradmin"] = ["Customer Admin", "Default User"],
        ["default"] = ["User", "Default User"],
        ["useradmin"] = ["User", "User Admin"],
        ["editor"] = ["User", "Editor"],
        ["orgadmin"] = ["User", "Organization Admin"],
        ["recorder"] = ["Integration User"],
        ["support"] = ["Support User"],
        ["super"] = ["Super User"],
    };

    /// <summary>What the law says of somebody and a row; a dash where nothing.</summary>
    public static IEnumerable<string> Cells(string who, string row) =>
        Law.Rows.TryGetValue(row, out var cells) ? Of[who].Select(column => cells.GetValueOrDefault(column, "—")) : [Law.PlatformTeam.Contains(row) || Law.PlatformKey.Contains(row) ? "—" : throw new KeyNotFoundException($"The law has no row {row}.")];
}
