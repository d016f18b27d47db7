using System.Globalization;
using System.Text;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Users as a table (RFC 4180, UTF-8 with its mark): every cell quoted and defused.</summary>
internal static class UserCsv
{
    private static readonly string[] Head =
        ["e-mail", "first name", "last name", "role", "custom roles", "tenants", "job", "department", "location", "manager", "role until", "level", "level until", "state", "seat", "since"];

    /// <summary>The table as an answer that is saved as a file.</summary>
    public static IResult Answer(IReadOnlyList<ExportedUser> users)
    {
        var text = new StringBuilder("\uFEFF").Append(Csv.Line(Head)).Append("\r\n");
        foreach (var user in users) text.Append(Csv.Line(Cells(user))).Append("\r\n");
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), Csv.Type, "users.csv");
    }

    private static IEnumerable<string?> Cells(ExportedUser user) =>
    [
        user.Email, user.FirstName, user.LastName, user.Role, user.CustomRoles, user.Tenants, user.Job, user.Department, user.Location, user.Manager,
        At(user.RoleUntil), user.Level, At(user.LevelUntil),
        user.State, user.Seat is { } seat ? seat ? "yes" : "no" : null, At(user.Since),
    ];

    private static string? At(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
