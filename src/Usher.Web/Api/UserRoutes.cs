using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>A customer's users: <c>/api/customers/{customer}/users</c>.</summary>
public static class UserRoutes
{
    /// <summary>A user to be added: by staff with role and tenants; with <c>invite</c>, by those who keep the directory, without.</summary>
    public sealed record NewUser(string Email, string FirstName, string? LastName = null, ConnectRole Connect = ConnectRole.User,
        IReadOnlyList<string>? CustomRoles = null, IReadOnlyList<string>? Tenants = null, bool Invite = false);

    /// <summary>A table of people (CSV) to be added; with <c>dryRun</c> nothing is changed, with <c>byRow</c> rows that can't be done are left out.</summary>
    public sealed record ImportTable(string Csv, bool DryRun = false, bool ByRow = false);

    /// <summary>First and last name.</summary>
    public sealed record Names(string FirstName, string? LastName);

    /// <summary>What the directory says of somebody; what is left out or empty is none.</summary>
    public sealed record DirectoryEntry(string? Job = null, string? Department = null, string? Location = null, Guid? Manager = null);

    /// <summary>A role in Connect.</summary>
    public sealed record GivenRole([property: JsonRequired] ConnectRole Role, DateTimeOffset? Until);

    /// <summary>Custom roles, by slug; <c>until</c> says when some of them end.</summary>
    public sealed record GivenRoles([property: JsonRequired] IReadOnlyList<string> Roles,
        IReadOnlyDictionary<string, DateTimeOffset?>? Until = null);

    /// <summary>Tenants, by slug; <c>until</c> says when some of them end.</summary>
    public sealed record GivenTenants([property: JsonRequired] IReadOnlyList<string> Tenants,
        IReadOnlyDictionary<string, DateTimeOffset?>? Until = null);

    /// <summary>A level in Insights.</summary>
    public sealed record GivenLevel([property: JsonRequired] InsightsRole Level, DateTimeOffset? Until, IReadOnlyList<string>? Teams);

    /// <summary>A seat.</summary>
    public sealed record GivenSeat([property: JsonRequired] bool Held);

    /// <summary>Maps the routes.</summary>
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/customers/{customer}/users").WithTags("Users");
        users.MapGet("",
            (HttpContext http, string customer, string? query, string? role, string? state, bool? seat, string? order, string? cursor) =>
            http.Run(new ListUsers(new(query, role, state, seat, order)) { Cursor = cursor }))
            .Needs(Permission.UserView, Permission.DirectoryView).WithSummary("A customer's users").Produces<UserList>();
        users.MapPost("", (HttpContext http, string customer, NewUser user) =>
            {
                var who = new Newcomer(user.Email, user.FirstName, user.LastName);
                return user.Invite
                    ? http.Run(new InviteUser(who), Http.Made)
                    : http.Run(new AddUser(who, user.Connect, user.CustomRoles ?? [], user.Tenants ?? []), Http.Made);
            })
            .Needs(Permission.DirectoryMaintain, Permission.UserAdd).WithSummary("Add or invite a user")
            .Produces<MadeThing>(StatusCodes.Status201Created);

        users.MapPost("/import", (HttpContext http, string customer, ImportTable table) => table.DryRun
                ? http.Run(new PreviewImport(table.Csv))
                : http.Run(new ImportUsers(table.Csv, table.ByRow)))
            .Needs(Permission.DirectoryMaintain, Permission.UserAdd)
            .WithSummary("Add the users of a CSV table, or with dryRun say what would happen to each row").Produces<ImportResult>();
        api.MapGet("/customers/{customer}/users.csv", (HttpContext http, string customer, string? query, string? role, string? state) =>
                http.Run(new ExportUsers(new(query, role, state)), UserCsv.Answer))
            .WithTags("Users").Needs(Permission.UserView, Permission.DirectoryView)
            .WithSummary("Export the users as CSV; recorded in the trail")
            .Produces<string>(StatusCodes.Status200OK, Csv.Type);

        var user = users.MapGroup("/{user:guid}");
        user.MapGet("", (HttpContext http, string customer, Guid user) => http.Run(new ViewUser(user)))
            .Needs(Permission.UserView, Permission.DirectoryView).WithSummary("A user").Produces<UserView>();
        user.MapGet("/sessions", (HttpContext http, string customer, Guid user) => http.Run(new ViewUserSessions(user)))
            .Needs(Permission.UserView).WithSummary("A user's sessions and personal keys").Produces<UserSessions>();
        user.MapPatch("", (HttpContext http, string customer, Guid user, Names names) =>
                http.Run(new RenameUser(user, names.FirstName, names.LastName)))
            .Needs(Permission.UserEdit).WithSummary("Edit first and last name").Produces(StatusCodes.Status204NoContent);
        user.MapPut("/directory", (HttpContext http, string customer, Guid user, DirectoryEntry entry) =>
                http.Run(new DescribeUser(user, entry.Job, entry.Department, entry.Location, entry.Manager)))
            .Needs(Permission.DirectoryMaintain).WithSummary("Set job, department, location and manager").Produces(StatusCodes.Status204NoContent);
        user.MapPost("/invitation", (HttpContext http, string customer, Guid user) => http.Run(new ResendInvitation(user)))
            .Needs(Permission.DirectoryMaintain, Permission.UserAdd).WithSummary("Resend the invitation")
            .Produces(StatusCodes.Status204NoContent);
        user.MapDelete("/invitation", (HttpContext http, string customer, Guid user) => http.Run(new WithdrawInvitation(user)))
            .Needs(Permission.DirectoryMaintain, Permission.UserAdd).Previews().WithSummary("Withdraw the invitation")
            .Produces(StatusCodes.Status204NoContent);
        user.MapPost("/deactivate", (HttpContext http, string customer, Guid user) => http.Run(new DeactivateUser(user)))
            .Needs(Permission.UserDeactivate).Previews().WithSummary("Deactivate a user; takes effect at once")
            .Produces(StatusCodes.Status204NoContent);
        user.MapPost("/reactivate", (HttpContext http, string customer, Guid user) => http.Run(new ReactivateUser(user)))
            .Needs(Permission.UserDeactivate).Previews()
            .WithSummary("Reactivate a user; returns what came back and what has to be requested").Produces<Reactivated>();
        user.MapPut("/connect-role", (HttpContext http, string customer, Guid user, GivenRole given) =>
                http.Run(new AssignConnectRole(user, given.Role, given.Until)))
            .Needs(Permission.RoleAssign).Previews().WithSummary("Give User or Customer Admin").Produces(StatusCodes.Status204NoContent);
        user.MapPut("/custom-roles", (HttpContext http, string customer, Guid user, GivenRoles given) =>
                http.Run(new AssignCustomRoles(user, given.Roles ?? [], given.Until)))
            .Needs(Permission.RoleAssign).Previews().WithSummary("Set a user's custom roles").Produces(StatusCodes.Status204NoContent);
        user.MapPut("/tenants", (HttpContext http, string customer, Guid user, GivenTenants given) =>
                http.Run(new AssignTenants(user, given.Tenants ?? [], given.Until)))
            .Needs(Permission.TenantAssign).Previews().WithSummary("Set a user's tenants").Produces(StatusCodes.Status204NoContent);
        user.MapPut("/level", (HttpContext http, string customer, Guid user, GivenLevel given) =>
                http.Run(new SetLevel(user, given.Level, given.Until, given.Teams), Waiting))
            .Needs(Permission.AccessLevelManage).Previews()
            .WithSummary("Give a level in Insights, or create a request for it").Produces<LevelSet>()
            .Produces<LevelSet>(StatusCodes.Status202Accepted);
        user.MapPut("/seat", (HttpContext http, string customer, Guid user, GivenSeat seat) =>
                seat.Held ? http.Run(new GiveSeat(user), SeatRoutes.Changed) : http.Run(new TakeSeat(user), SeatRoutes.Changed))
            .Needs(Permission.LicenceAssign).WithSummary("Give or remove a seat; a major change becomes a request")
            .Produces<SeatsChanged>().Produces<SeatsChanged>(StatusCodes.Status202Accepted);
    }

    private static IResult Waiting(LevelSet set) =>
        Results.Json(set, statusCode: set.Done ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
}
