using Microsoft.AspNetCore.Http.Features;
using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// Turning off e-mails by the link in them, without signing in: <c>/unsubscribe</c> for mail clients (RFC 8058), <c>/api/unsubscribe</c>
/// for the page that the link opens. Reading changes nothing: what scans mail follows links.
/// </summary>
public static class UnsubscribeRoutes
{
    private const int LongestForm = 2_000;

    private static readonly FormOptions OneField = new()
    {
        ValueCountLimit = 1,
        KeyLengthLimit = 100,
        ValueLengthLimit = 100,
        MultipartBodyLengthLimit = LongestForm,
        BufferBodyLengthLimit = LongestForm,
    };

    /// <summary>Whether such e-mails are wanted.</summary>
    /// <param name="Wanted">False: none is sent any more.</param>
    public sealed record Choice(bool Wanted);

    /// <summary>Maps the routes of the page.</summary>
    public static void MapUnsubscribe(this IEndpointRouteBuilder api)
    {
        var link = api.MapGroup("/unsubscribe/{link}").WithTags("Session");
        link.MapGet("", async (HttpContext http, MailLinkDoor door, string link) => Answer(http, await door.Look(link, http.Source())))
            .WithSummary("What the link in an e-mail turns off; changes nothing").Produces<MailTopicView>();
        link.MapPut("", async (HttpContext http, MailLinkDoor door, string link, Choice choice) =>
                Answer(http, await door.Set(link, choice.Wanted, http.Source())))
            .WithSummary("Turn off the e-mails that the link is for, or on again").Produces<MailTopicView>();
    }

    /// <summary>Maps what mail clients post to; the same address, opened, is a page of the console.</summary>
    public static void MapOneClick(this WebApplication app) => app.MapPost("/unsubscribe/{link}", async (HttpContext http, MailLinkDoor door,
            string link) => await IsOneClick(http)
                ? Answer(http, await door.Set(link, wanted: false, http.Source()))
                : new MailLinkNotValid().ToProblem(http))
        .ExcludeFromDescription();

    private static async Task<bool> IsOneClick(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LongestForm;
        if (!http.Request.HasFormContentType) return false;
        try
        {
            var form = await http.Request.ReadFormAsync(OneField, http.RequestAborted);
            return form["List-Unsubscribe"] == "One-Click";
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return false;
        }
    }

    private static IResult Answer(HttpContext http, Outcome<MailTopicView> outcome) =>
        outcome.Refused is { } refusal ? refusal.ToProblem(http) : Results.Ok(outcome.Value);
}

/// <summary>
/// Who brings a link from an e-mail acts as the one it was sent to, in this choice alone. Links that are none are counted as wrong
/// passwords are; a right one waits for nobody else's, but changes no more than so often.
/// </summary>
public sealed class MailLinkDoor(MailLinks links, Gate gate, TimeProvider clock)
{
    private readonly Tries _wrong = new();
    private readonly Allowance _changes = new(20, TimeSpan.FromMinutes(1));

    /// <summary>Whether its reader gets the e-mails that it turns off.</summary>
    public async Task<Outcome<MailTopicView>> Look(string link, Source source) =>
        links.Read(link) is { } read && await Look(read.Caller, read.Topic) is { } found ? found : Wrong(source);

    /// <summary>Turns them off, or on again. What is so already stays so, with no entry of its own.</summary>
    public async Task<Outcome<MailTopicView>> Set(string link, bool wanted, Source source)
    {
        if (links.Read(link) is not { } read || await Look(read.Caller, read.Topic) is not { } found) return Wrong(source);
        if (found.Wanted == wanted) return found;
        if (_changes.Take($"{read.Caller.Customer} {read.Caller.Id}", clock.GetUtcNow()) is { } wait) return new TooManyAttempts(wait);
        var done = await gate.Run(read.Caller, new SetMailTopic(read.Topic, wanted));
        return done.Refused is null ? found with { Wanted = wanted } : Wrong(source);
    }

    private async Task<MailTopicView?> Look(Caller caller, MailTopic topic) => (await gate.Run(caller, new ViewMailTopic(topic))).Value;

    private Refusal Wrong(Source source) => _wrong.Begin(source, "", clock.GetUtcNow()) is { } wait ? new TooManyAttempts(wait) : new MailLinkNotValid();
}
