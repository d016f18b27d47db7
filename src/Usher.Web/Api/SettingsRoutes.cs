using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Calls.Exclusions;
using Usher.Calls.Recordings;
using Usher.Calls.Retention;
using Usher.Directory;

namespace Usher.Web.Api;

/// <summary>Settings of an organization: <c>/api/customers/{customer}/settings</c>.</summary>
public static class SettingsRoutes
{
    /// <summary>Settings of the organization; what is left out stays as it is.</summary>
    public sealed record OrganizationSettings(int? MostOrganizationAdmins = null, int? MajorSeats = null, int? MajorSeatHours = null, bool? NotesRequired = null,
        CallMailContent? CallMail = null);

    /// <summary>Who reads whole transcripts.</summary>
    public sealed record SecuritySettings([property: JsonRequired] TranscriptAudience Transcripts);

    /// <summary>An e-mail address or a domain to be excluded.</summary>
    public sealed record NewExclusion([property: JsonRequired] string Value);

    /// <summary>Conditions on the CRM's record: a call for which all of them hold is excluded.</summary>
    /// <param name="Conditions">One to ten.</param>
    public sealed record NewCrmExclusion([property: JsonRequired] IReadOnlyList<CrmCondition> Conditions);

    /// <summary>A call to be tested.</summary>
    /// <param name="Participants">The addresses of its participants.</param>
    /// <param name="Crm">What the CRM says of it: a JSON object as recorders send it, or a line of <c>field: value</c> for each.</param>
    public sealed record TestedCall([property: JsonRequired] IReadOnlyList<string> Participants, string? Crm = null);

    /// <summary>How long transcripts are kept.</summary>
    /// <param name="Days">Days after a call was stored, 30 to 3,650; null: kept.</param>
    /// <param name="ByTeam">The teams that set something else.</param>
    /// <param name="Confirms">What the preview said to confirm with; null where nothing is deleted sooner.</param>
    public sealed record RetentionSettings([property: JsonRequired] int? Days, [property: JsonRequired] IReadOnlyList<TeamDays> ByTeam,
        string? Confirms = null);

    /// <summary>Retention to be previewed.</summary>
    /// <param name="Days">Days after a call was stored, 30 to 3,650; null: kept.</param>
    /// <param name="ByTeam">The teams that set something else.</param>
    public sealed record PreviewedRetention([property: JsonRequired] int? Days, [property: JsonRequired] IReadOnlyList<TeamDays> ByTeam);

    /// <summary>The hosts of recorders to which links are allowed.</summary>
    /// <param name="Hosts">At most twenty: names such as <c>rec.example.com</c>, or <c>*.example.com</c> for all below one.</param>
    /// <param name="Confirms">What the preview said to confirm with; null where nothing is erased.</param>
    public sealed record RecorderHostSettings([property: JsonRequired] IReadOnlyList<string> Hosts, string? Confirms = null);

    /// <summary>Hosts to be previewed.</summary>
    /// <param name="Hosts">At most twenty: names such as <c>rec.example.com</c>, or <c>*.example.com</c> for all below one.</param>
    public sealed record PreviewedRecorderHosts([property: JsonRequired] IReadOnlyList<string> Hosts);

    /// <summary>Maps the routes.</summary>
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/customers/{customer}/settings").WithTags("Settings");
        settings.MapGet("", (HttpContext http, string customer) => http.Run(new ViewSettings()))
            .Needs(Permission.OrganizationConfigure, Permission.SecurityConfigure).WithSummary("Settings of the organization").Produces<SettingsView>();
        settings.MapPatch("", (HttpContext http, string customer, OrganizationSettings body) =>
                http.Run(new EditOrganization(body.MostOrganizationAdmins, body.MajorSeats, body.MajorSeatHours, body.NotesRequired,
                    body.CallMail)))
            .Needs(Permission.OrganizationConfigure).WithSummary("Change settings of the organization").Produces(StatusCodes.Status204NoContent);
        settings.MapPut("/security", (HttpContext http, string customer, SecuritySettings body) => http.Run(new EditSecurity(body.Transcripts)))
            .Needs(Permission.SecurityConfigure).Previews().WithSummary("Change who reads whole transcripts").Produces(StatusCodes.Status204NoContent);

        var retention = settings.MapGroup("/retention");
        retention.MapGet("", (HttpContext http, string customer) => http.Run(new ViewRetention()))
            .Needs(Permission.SecurityConfigure).WithSummary("How long transcripts are kept").Produces<RetentionView>();
        retention.MapPost("/preview", (HttpContext http, string customer, PreviewedRetention body) =>
                http.Run(new PreviewRetention(body.Days, body.ByTeam ?? [])))
            .Needs(Permission.SecurityConfigure).WithSummary("Which transcripts a change of retention would delete sooner").Produces<RetentionPreview>();
        retention.MapPut("", (HttpContext http, string customer, RetentionSettings body) =>
                http.Run(new EditRetention(body.Days, body.ByTeam ?? [], body.Confirms)))
            .Needs(Permission.SecurityConfigure).WithSummary("Set how long transcripts are kept").Produces(StatusCodes.Status204NoContent);

        var hosts = settings.MapGroup("/recorder-hosts");
        hosts.MapGet("", (HttpContext http, string customer) => http.Run(new ViewRecorderHosts()))
            .Needs(Permission.SecurityConfigure).WithSummary("The recorders' hosts to which links are allowed").Produces<RecorderHostsView>();
        hosts.MapPost("/preview", (HttpContext http, string customer, PreviewedRecorderHosts body) =>
                http.Run(new PreviewRecorderHosts(body.Hosts ?? [])))
            .Needs(Permission.SecurityConfigure).WithSummary("Which links to recordings a change of hosts would erase").Produces<RecorderHostsPreview>();
        hosts.MapPut("", (HttpContext http, string customer, RecorderHostSettings body) =>
                http.Run(new EditRecorderHosts(body.Hosts ?? [], body.Confirms)))
            .Needs(Permission.SecurityConfigure).WithSummary("Set the recorders' hosts to which links are allowed").Produces(StatusCodes.Status204NoContent);

        var exclusions = settings.MapGroup("/exclusions");
        exclusions.MapGet("", (HttpContext http, string customer) => http.Run(new ListExclusions()))
            .Needs(Permission.SecurityConfigure).WithSummary("Addresses, domains and conditions whose calls are not stored").Produces<ExclusionsView>();
        exclusions.MapPost("", (HttpContext http, string customer, NewExclusion body) => http.Run(new AddExclusion(body.Value), Http.Made))
            .Needs(Permission.SecurityConfigure).WithSummary("Exclude an address or a domain").Produces<MadeThing>(StatusCodes.Status201Created);
        exclusions.MapPost("/crm", (HttpContext http, string customer, NewCrmExclusion body) =>
                http.Run(new AddCrmExclusion(body.Conditions ?? []), Http.Made))
            .Needs(Permission.SecurityConfigure).WithSummary("Exclude calls by conditions on the CRM's record").Produces<MadeThing>(StatusCodes.Status201Created);
        exclusions.MapDelete("/{exclusion:guid}", (HttpContext http, string customer, Guid exclusion) => http.Run(new RemoveExclusion(exclusion)))
            .Needs(Permission.SecurityConfigure).WithSummary("Take an address, a domain or conditions off the list").Produces(StatusCodes.Status204NoContent);
        exclusions.MapPost("/test", (HttpContext http, string customer, TestedCall body) => http.Run(new TestExclusions(body.Participants ?? [], body.Crm)))
            .Needs(Permission.SecurityConfigure).WithSummary("Whether a call with these participants and fields of the CRM would be stored").Produces<ExclusionTest>();
    }
}
