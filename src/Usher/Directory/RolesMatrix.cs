using Usher.Access;

namespace Usher.Directory;

/// <summary>The table of roles as people read it: made from the one table that decides, and the same for everyone.</summary>
/// <param name="Families">The two families with their roles, in the order of the columns.</param>
/// <param name="Rows">Every permission of the law.</param>
public sealed record RolesMatrix(IReadOnlyList<RoleFamily> Families, IReadOnlyList<RolesRow> Rows)
{
    /// <summary>The table.</summary>
    public static RolesMatrix Table { get; } = Read();

    private static RolesMatrix Read()
    {
        var connect = Enum.GetValues<Role>().Where(role => role < Role.DefaultUser).ToList();
        var insights = Enum.GetValues<Role>().Where(role => role >= Role.DefaultUser).ToList();
        return new(
            [new("Connect", Columns(connect)), new("Insights", Columns(insights))],
            [.. from permission in Permission.Catalogue
                where permission.Section != Section.Platform
                let cells = (permission.Section == Section.Connect ? connect : insights).Select(role => Cell(Roles.Of(role, permission)))
                .ToList()
                where cells.Exists(cell => cell is not null)
                select new RolesRow(permission.Name, permission.Meaning, permission.Section, cells)]);
    }

    private static IReadOnlyList<RoleColumn> Columns(IEnumerable<Role> roles) =>
        [.. roles.Select(role => new RoleColumn(Roles.Name(role), Roles.Level(role)))];

    private static Reach? Cell(Reach reach) => reach == Reach.None ? null : reach;
}

/// <summary>A family of roles.</summary>
public sealed record RoleFamily(string Name, IReadOnlyList<RoleColumn> Roles);

/// <summary>A role: a column of the table, with the label of its level in Insights.</summary>
public sealed record RoleColumn(string Name, string? Level);

/// <summary>A permission: a row of the table; a cell is how far the role's permission reaches, null: refused.</summary>
public sealed record RolesRow(string Permission, string Meaning, Section Section, IReadOnlyList<Reach?> Cells);
