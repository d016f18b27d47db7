using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Digests;
using Usher.Delivery.Slack;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// Deliveries that failed, wait, are held or were withdrawn, and one's own preferences: <c>/api/deliveries</c>, <c>/api/me/preferences</c>,
/// <c>/api/me/notification-choices</c>, <c>/api/me/muted-accounts</c>; how a team's notes are liked, and what they name:
/// <c>/api/customers/{customer}/slack/cards</c>.
/// </summary>
public static class DeliveryRoutes
{
    /// <summary>An account to be muted.</summary>
    /// <param name="Account">Its name, as a call says it.</param>
    public sealed record AccountToMute(string? Account);

    /// <summary>Maps the routes.</summary>
    public static void MapDelivery(this IEndpointRouteBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries").WithTags("Delivery");
        deliveries.MapGet("", (HttpContext http, string? state, string? cursor) =>
                http.Run(new ListDeliveries(State(state)) { Cursor = cursor })).Needs(Permission.DeliveryTroubleshoot)
                    .WithSummary("Failed (default), due, held or withdrawn deliveries, by opaque id").Produces<Page<DeliveryView>>();
        deliveries.MapPost("/{id}/retry", (HttpContext http, string id) =>
                http.Run(new RetryDelivery(CallsRoutes.Id(id)))).Needs(Permission.DeliveryTroubleshoot)
                    .WithSummary("Retry a failed delivery").Produces(StatusCodes.Status204NoContent);
        api.MapGet("/customers/{customer}/teams/{team:guid}/destination/preview", (HttpContext http, string customer, Guid team) =>
                http.Run(new PreviewDestination(team)))
            .WithTags("Teams").Needs(Permission.DestinationConfigure)
            .WithSummary("Preview a note about the team's calls, with a call visible to the caller").Produces<DestinationPreview>();
        api.MapGet("/customers/{customer}/teams/{team:guid}/destination/feedback", (HttpContext http, string customer, Guid team) =>
                http.Run(new ViewNoteFeedback(team)))
            .WithTags("Teams").Needs(Permission.NotificationConfigure)
            .WithSummary("How many of the team's notes were marked as not useful lately").Produces<NoteFeedback>();
        var cards = api.MapGroup("/customers/{customer}/slack/cards").WithTags("Delivery");
        cards.MapGet("", (HttpContext http, string customer) => http.Run(new ViewSlackCards())).Needs(Permission.OrganizationConfigure)
            .WithSummary("Whether notes in Slack name nothing of a call").Produces<SlackCardsView>();
        cards.MapPut("", (HttpContext http, string customer, SlackCards wanted) => http.Run(new SetSlackCards(wanted.Nameless)))
            .Needs(Permission.OrganizationConfigure).WithSummary("Choose whether notes in Slack name nothing of a call")
            .Produces(StatusCodes.Status204NoContent);
        var preferences = api.MapGroup("/me/preferences").WithTags("Delivery");
        preferences.MapGet("", (Delegate)((HttpContext http) => http.Run(new ViewPreferences()))).Needs(Permission.PreferenceEdit)
            .WithSummary("My call notification settings").Produces<PreferenceView>();
        preferences.MapPut("", (HttpContext http, PreferenceView wanted) =>
                http.Run(new SetPreferences(wanted))).Needs(Permission.PreferenceEdit).WithSummary("Replace my call notification settings")
                    .Produces(StatusCodes.Status204NoContent);
        var callMail = preferences.MapGroup("/call-mail");
        callMail.MapGet("", (Delegate)((HttpContext http) => http.Run(new ViewCallMail()))).Needs(Permission.PreferenceEdit)
            .WithSummary("Which calls are mailed to me, and when").Produces<CallMailView>();
        callMail.MapPut("", (HttpContext http, CallMailChoices wanted) => http.Run(new SetCallMail(wanted))).Needs(Permission.PreferenceEdit)
            .WithSummary("Choose which calls are mailed to me, each at once or in a digest").Produces(StatusCodes.Status204NoContent);
        var choices = api.MapGroup("/me/notification-choices").WithTags("Delivery");
        choices.MapGet("", (Delegate)((HttpContext http) => http.Run(new ViewNotificationChoices()))).Needs(Permission.ProfileEdit)
            .WithSummary("My e-mail notices and quiet hours").Produces<NotificationChoices>();
        choices.MapPut("", (HttpContext http, NotificationChoices wanted) =>
                http.Run(new SetNotificationChoices(wanted))).Needs(Permission.ProfileEdit)
                    .WithSummary("Replace my e-mail notice settings and quiet hours").Produces(StatusCodes.Status204NoContent);
        var muted = api.MapGroup("/me/muted-accounts").WithTags("Delivery");
        muted.MapGet("", (HttpContext http, string? cursor) =>
                http.Run(new ListMutedAccounts { Cursor = cursor })).Needs(Permission.PreferenceEdit).WithSummary("My muted accounts")
                    .Produces<Page<MutedAccountView>>();
        muted.MapPost("", (HttpContext http, AccountToMute given) =>
                http.Run(new MuteAccount(given.Account))).Needs(Permission.PreferenceEdit)
                    .WithSummary("Mute an account: no notifications about its calls, which stay readable").Produces<MutedAccountView>();
        muted.MapDelete("/{id}", (HttpContext http, string id) =>
                http.Run(new UnmuteAccount(CallsRoutes.Id(id)))).Needs(Permission.PreferenceEdit).WithSummary("Unmute an account")
                    .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>What is none of them becomes a state that the list refuses by name.</summary>
    private static DeliveryState State(string? text) => text switch
    {
        null or "failed" => DeliveryState.Failed,
        "due" => DeliveryState.Due,
        "held" => DeliveryState.Held,
        "withdrawn" => DeliveryState.Withdrawn,
        _ => DeliveryState.Sent,
    };
}
