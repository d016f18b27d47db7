using System.Runtime.CompilerServices;
using System.Text;
using Usher.Access;

namespace Usher.Tests.Access;

/// <summary><c>docs/access.md</c> says what the table of roles says.</summary>
public class AccessDocumentTests
{
    private const string Write = "USHER_WRITE_DOCS";

    [Fact]
    public void The_document_of_permissions_and_roles_is_the_table()
    {
        var (path, text) = (PathOf(), Text());
        if (Environment.GetEnvironmentVariable(Write) is not null) File.WriteAllText(path, text);

        File.ReadAllText(path).ShouldBe(text, $"docs/access.md is generated: run the tests once with {Write}=1 and commit what changed");
    }

    private static string Text()
    {
        var text = new StringBuilder("""
            # Who can do what

            Generated from the table of roles, `src/Usher.Access/Roles.cs`, and checked by a test. A permission is a kind of thing and an action on it, as in the decision API.

            How far a permission reaches: **own** your own customer; **assigned** the tenants assigned to the user; **picked** the apps of the custom role, in the assigned tenants; **self** yourself; **visible** the calls visible to you; **scope** the teams of the level, or the whole organization; **key** the scopes of the integration user and its key; **all** every customer; — refused.

            """.ReplaceLineEndings("\n"));
        Section(text, "Connect", [Role.User, Role.CustomRole, Role.CustomerAdmin, Role.SupportUser, Role.SuperUser], Usher.Access.Section.Connect);
        Section(text, "Insights", [Role.DefaultUser, Role.UserAdmin, Role.Editor, Role.OrganizationAdmin, Role.IntegrationUser], Usher.Access.Section.Insights);

        text.Append("\n## Keys and the host\n\n| permission | what it is | who |\n|---|---|---|\n");
        foreach (var permission in Permission.Catalogue)
        {
            if (Enum.GetValues<Role>().Any(role => Roles.Of(role, permission) != Reach.None)) continue;
            var holders = new[] { (Roles.PlatformTeam, "the Platform Team, on the host"), (Roles.HoldableByPlatformKey, "a platform key"), (Roles.HoldableByMachine, "an app's own integration user") };
            text.Append($"| {permission.Name} | {permission.Meaning} | {string.Join(", ", holders.Where(holder => holder.Item1.Has(permission)).Select(holder => holder.Item2))} |\n");
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string name, Role[] roles, Section section)
    {
        text.Append($"\n## {name}\n\n| permission | what it is |{string.Concat(roles.Select(role => $" {Roles.Name(role)}{(Roles.Level(role) is { } level ? $" ({level})" : "")} |"))}\n|---|---|{string.Concat(roles.Select(_ => "---|"))}\n");
        foreach (var permission in Permission.Catalogue.Where(permission => permission.Section == section && roles.Any(role => Roles.Of(role, permission) != Reach.None)))
            text.Append($"| {permission.Name} | {permission.Meaning} |{string.Concat(roles.Select(role => $" {Cell(Roles.Of(role, permission))} |"))}\n");
    }

    private static string Cell(Reach reach) => reach switch
    {
        Reach.None => "—",
        Reach.WholeScope => "scope (whole organization)",
        _ => reach.ToString().ToLowerInvariant(),
    };

    private static string PathOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/access.md");
}
