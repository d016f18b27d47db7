using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Teams, who is in them, and where their notes go: <c>/api/customers/{customer}/teams</c>.</summary>
public static class TeamRoutes
{
    /// <summary>A team to be made.</summary>
    public sealed record NewTeam(string Name, string? Slug);

    /// <summary>What people call a team.</summary>
    public sealed record TeamName(string Name);

    /// <summary>Whether a team is archived.</summary>
    public sealed record Archival([property: JsonRequired] bool Archived);

    /// <summary>The team that a user goes to.</summary>
    public sealed record Move([property: JsonRequired] Guid Team);

    /// <summary>A private channel of Slack.</summary>
    public sealed record NewChannel(string SlackId, string Name);

    /// <summary>Where a team's notes go.</summary>
    public sealed record Destination([property: JsonRequired] bool MessageOwner, Guid? Channel);

    /// <summary>Maps the routes.</summary>
    public static void MapTeams(this IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("/customers/{customer}/teams").WithTags("Teams");
        teams.MapGet("", (HttpContext http, string customer, bool? archived, string? query, string? cursor) =>
                http.Run(new ListTeams(archived ?? false, query) { Cursor = cursor }))
            .Needs(Permission.DestinationConfigure).WithSummary("Teams whose destination you can set").Produces<Page<TeamSettings>>();
        teams.MapPost("", (HttpContext http, string customer, NewTeam team) =>
                http.Run(new CreateTeam(team.Name, team.Slug), made => Results.Json(made, statusCode: StatusCodes.Status201Created)))
            .Needs(Permission.TeamManage).WithSummary("Create a team").Produces<TeamMade>(StatusCodes.Status201Created);

        teams.MapGet("/set-up", (HttpContext http, string customer, string? cursor) => http.Run(new ListTeamSetUps { Cursor = cursor }))
            .Needs(Permission.LicenceAssign, Permission.DestinationConfigure)
            .WithSummary("Teams with what is done and who does what next until they work").Produces<Page<TeamSetUp>>();

        var team = teams.MapGroup("/{team:guid}");
        team.MapGet("", (HttpContext http, string customer, Guid team) => http.Run(new ViewTeam(team)))
            .Needs(Permission.DestinationConfigure).WithSummary("A team").Produces<TeamSettings>();
        team.MapPatch("", (HttpContext http, string customer, Guid team, TeamName to) => http.Run(new RenameTeam(team, to.Name)))
            .Needs(Permission.TeamManage).WithSummary("Rename a team").Produces(StatusCodes.Status204NoContent);
        team.MapPut("/archived", (HttpContext http, string customer, Guid team, Archival wanted) =>
                http.Run(new ArchiveTeam(team, wanted.Archived)))
            .Needs(Permission.TeamManage).Previews().WithSummary("Archive a team, or restore it").Produces(StatusCodes.Status204NoContent);
        team.MapGet("/members", (HttpContext http, string customer, Guid team, string? text, string? cursor) =>
                http.Run(new ListTeamMembers(team, text) { Cursor = cursor }))
            .Needs(Permission.TeamManage).WithSummary("Members of the team").Produces<Page<PersonView>>();
        team.MapPut("/members/{user:guid}", (HttpContext http, string customer, Guid team, Guid user) =>
                http.Run(new AddTeamMember(team, user)))
            .Needs(Permission.TeamManage).Previews().WithSummary("Add a user to the team").Produces(StatusCodes.Status204NoContent);
        team.MapDelete("/members/{user:guid}", (HttpContext http, string customer, Guid team, Guid user) =>
                http.Run(new RemoveTeamMember(team, user)))
            .Needs(Permission.TeamManage).Previews().WithSummary("Remove a user from the team").Produces(StatusCodes.Status204NoContent);
        team.MapPost("/members/{user:guid}/move", (HttpContext http, string customer, Guid team, Guid user, Move move) =>
                http.Run(new MoveTeamMember(team, user, move.Team)))
            .Needs(Permission.TeamManage).Previews().WithSummary("Move a user to another team").Produces(StatusCodes.Status204NoContent);
        team.MapPost("/channels", (HttpContext http, string customer, Guid team, NewChannel channel) =>
                http.Run(new BindChannel(team, channel.SlackId, channel.Name), Http.Made))
            .Needs(Permission.TeamManage).WithSummary("Connect a private channel to the team")
            .Produces<MadeThing>(StatusCodes.Status201Created);
        team.MapGet("/channels/{channel:guid}/members", (HttpContext http, string customer, Guid team, Guid channel, string? cursor) =>
                http.Run(new ListChannelMembers(team, channel) { Cursor = cursor }))
            .Needs(Permission.TeamManage).WithSummary("Members of a channel, as last read from Slack").Produces<Page<PersonView>>();
        team.MapDelete("/channels/{channel:guid}", (HttpContext http, string customer, Guid team, Guid channel) =>
                http.Run(new UnbindChannel(team, channel)))
            .Needs(Permission.TeamManage).WithSummary("Disconnect a channel").Produces(StatusCodes.Status204NoContent);
        team.MapPut("/destination", (HttpContext http, string customer, Guid team, Destination to) =>
                http.Run(new SetDestination(team, to.MessageOwner, to.Channel)))
            .Needs(Permission.DestinationConfigure).WithSummary("Set the team's destination").Produces(StatusCodes.Status204NoContent);
    }
}
