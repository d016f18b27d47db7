using System.Text.Json;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Accounts;
using Usher.Calls.Comments;
using Usher.Calls.Ingest;
using Usher.Calls.SavedSearches;
using Usher.Calls.Support;
using Usher.Calls.Today;
using Usher.Calls.Transcripts;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Calls in and out, and questions about them: <c>/api/calls</c>, <c>/api/ask</c>.</summary>
public static class CallsRoutes
{
    /// <summary>Why a call is opened.</summary>
    /// <param name="Reason">10 to 500 characters; its owner reads them.</param>
    public sealed record Troubleshooting(string Reason);

    /// <summary>The colleague a call is shared with, and how long.</summary>
    /// <param name="With">The colleague's e-mail address or id.</param>
    /// <param name="Until">From this instant they see it no more.</param>
    public sealed record Sharing(string With, DateTimeOffset Until);

    /// <summary>The member of the vendor's staff who may look at a call.</summary>
    /// <param name="Staff">Their e-mail address.</param>
    /// <param name="Until">From this instant the call is closed to them again; at most seven days away.</param>
    /// <param name="Reason">10 to 500 characters; the call's owner and the member of staff read them.</param>
    public sealed record Supporting(string Staff, DateTimeOffset Until, string Reason);

    /// <summary>A comment.</summary>
    /// <param name="Text">1 to 4,000 characters.</param>
    /// <param name="Mentions">The people it mentions, by id: each has to see the call.</param>
    public sealed record CommentText(string Text, IReadOnlyList<string>? Mentions = null)
    {
        internal IReadOnlyList<Guid> Users => [.. (Mentions ?? []).Select(Id)];
    }

    /// <summary>A search to be kept.</summary>
    /// <param name="Name">1 to 80 characters.</param>
    /// <param name="Search">What it searches for.</param>
    /// <param name="Notify">Whether to be notified of each new call that it finds.</param>
    public sealed record SearchToSave(string? Name, SearchedFor? Search, bool Notify = false);

    /// <summary>A question.</summary>
    /// <param name="Question">In a person's words.</param>
    /// <param name="Call">The call it is about; left out: all that the asker sees.</param>
    public sealed record AskRequest(string Question, string? Call);

    /// <summary>A call as a recorder pushes it. What is here only tells its shape: the door reads it as it comes in.</summary>
    /// <param name="RecorderId">The recorder's own id of the call: the same id is stored once.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Start">When it began.</param>
    /// <param name="DurationSeconds">How long it took.</param>
    /// <param name="Host">The host's e-mail address or recorder identity: they become the owner.</param>
    /// <param name="Account">The account in the CRM.</param>
    /// <param name="Attendees">Who was there.</param>
    /// <param name="Turns">What was said.</param>
    /// <param name="Crm">
    /// What the CRM says of it: up to 50 fields such as <c>Account.Type</c>, each a text of at most 200 characters, a number, true or false.
    /// The exclusion list reads them; they are not stored.
    /// </param>
    /// <param name="Recording">
    /// An https link to its recording at the recorder. It is left out, with a warning, where the organization does not allow links to its host.
    /// </param>
    public sealed record PushedCall(string? RecorderId, string? Title, DateTimeOffset? Start, double? DurationSeconds, string? Host,
        string? Account, IReadOnlyList<PushedAttendee>? Attendees, IReadOnlyList<PushedTurn> Turns,
        IReadOnlyDictionary<string, JsonElement>? Crm = null, string? Recording = null);

    /// <summary>Somebody who was there.</summary>
    /// <param name="Name">Their name.</param>
    /// <param name="Email">Their address.</param>
    public sealed record PushedAttendee(string? Name, string? Email);

    /// <summary>One turn of the conversation.</summary>
    /// <param name="Speaker">Who spoke.</param>
    /// <param name="At">Seconds from the beginning.</param>
    /// <param name="Text">What they said.</param>
    public sealed record PushedTurn(string? Speaker, double? At, string Text);

    /// <summary>A call that was stored.</summary>
    /// <param name="Id">Its opaque id.</param>
    /// <param name="Unread">How many pieces of the transcript could not be read and are left out.</param>
    /// <param name="Warned">How many warnings there were, those of what could not be read among them.</param>
    /// <param name="Warnings">The first of them: where, and what was made of it.</param>
    public sealed record Taken(Guid Id, int Unread, int Warned, IReadOnlyList<TranscriptWarning> Warnings)
    {
        internal static Taken Of(IngestAnswer answer) =>
            new(answer.Call!.Value, answer.Notes.Unread, answer.Notes.Warned, answer.Notes.Warnings);
    }

    /// <summary>Maps the routes.</summary>
    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapGet("",
            (HttpContext http, bool? mine, string? team, string? person, string? account, DateTimeOffset? from, DateTimeOffset? to,
            string? text, string? cursor, int? limit, CallsOut callsOut) =>
            http.Run(caller => callsOut.List(caller, new ListCalls
            {
                Mine = mine ?? false,
                Team = team,
                Person = person,
                Account = account,
                From = from,
                To = to,
                Text = text,
                Cursor = cursor,
                Limit = limit ?? 25,
            }, http.RequestAborted))).Needs(Permission.CallView, Permission.CallRead)
                .WithSummary("Calls visible to the caller, newest first").Produces<CallPage>();
        calls.MapPost("", Push).Needs(Permission.CallIngest)
            .WithSummary("Push a call; the same recorderId again answers 200 with the same id")
            .Produces<Taken>(StatusCodes.Status201Created).Produces<Taken>()
            .Accepts<PushedCall>("application/json", "text/vtt", "text/plain");
        calls.MapGet("/{id}", (HttpContext http, string id, CallsOut callsOut) =>
                http.Run(caller => callsOut.View(caller, Id(id), http.RequestAborted))).Needs(Permission.CallView, Permission.CallRead)
                    .WithSummary("A call with its summary, moments and readers").Produces<CallView>();
        calls.MapDelete("/{id}", (HttpContext http, string id) =>
                http.Run(new DeleteCall(Id(id)))).Needs(Permission.CallDelete).WithSummary("Delete your own call")
                    .Produces(StatusCodes.Status204NoContent);
        calls.MapGet("/{id}/transcript", (HttpContext http, string id, CallsOut callsOut) =>
                http.Run(caller => callsOut.Transcript(caller, Id(id), http.RequestAborted)))
                    .Needs(Permission.CallTranscript, Permission.CallRead).WithSummary("The whole transcript").Produces<TranscriptView>();
        calls.MapPost("/{id}/read", (HttpContext http, string id) =>
                http.Run(new MarkRead(Id(id)))).Needs(Permission.CallView).WithSummary("Mark as read")
                    .Produces(StatusCodes.Status204NoContent);
        calls.MapPost("/{id}/release", (HttpContext http, string id) =>
                http.Run(new ReleaseHeldCall(Id(id)))).Needs(Permission.CallDelete).WithSummary("Release your own held call")
                    .Produces(StatusCodes.Status204NoContent);
        calls.MapPost("/{id}/troubleshoot", (HttpContext http, string id, Troubleshooting given) =>
                http.Run(new TroubleshootCall(Id(id), given.Reason))).Needs(Permission.CallTroubleshoot)
                    .WithSummary("Open one call for an hour to troubleshoot, with a reason that its owner sees").Produces<OpenedCall>();
        calls.MapGet("/{id}/colleagues", (HttpContext http, string id, string? text) => http.Run(new FindColleagues(Id(id), text ?? "")))
            .Needs(Permission.CallShare).WithSummary("Find colleagues to share your call with, by part of a name or address")
            .Produces<Colleagues>();
        calls.MapPost("/{id}/share", (HttpContext http, string id, Sharing given) =>
                http.Run(new ShareCall(Id(id), given.With, given.Until))).Needs(Permission.CallShare)
                    .WithSummary("Share your call with a colleague for a limited time").Produces(StatusCodes.Status204NoContent);
        calls.MapDelete("/{id}/share/{user}", (HttpContext http, string id, string user) =>
                http.Run(new StopSharing(Id(id), Id(user)))).Needs(Permission.CallShare).WithSummary("Stop sharing")
                    .Produces(StatusCodes.Status204NoContent);
        calls.MapGet("/{id}/comments", (HttpContext http, string id, string? cursor) =>
                http.Run(new ListComments(Id(id)) { Cursor = cursor })).Needs(Permission.CallView)
                    .WithSummary("Comments on a call, oldest first").Produces<Page<CommentView>>();
        calls.MapPost("/{id}/comments", (HttpContext http, string id, CommentText given) =>
                http.Run(new AddComment(Id(id), given.Text, given.Users), comment =>
                    Results.Created($"/api/calls/{Id(id)}/comments/{comment.Id}", comment))).Needs(Permission.CallComment)
                    .WithSummary("Comment on a call and mention people who see it").Produces<CommentView>(StatusCodes.Status201Created);
        calls.MapPut("/{id}/comments/{comment}", (HttpContext http, string id, string comment, CommentText given) =>
                http.Run(new EditComment(Id(id), Id(comment), given.Text, given.Users))).Needs(Permission.CallComment)
                    .WithSummary("Change your own comment").Produces<CommentView>();
        calls.MapDelete("/{id}/comments/{comment}", (HttpContext http, string id, string comment) =>
                http.Run(new DeleteComment(Id(id), Id(comment)))).Needs(Permission.CallComment)
                    .WithSummary("Delete your own comment").Produces(StatusCodes.Status204NoContent);
        MapSupport(api, calls);
        api.MapGet("/accounts", (HttpContext http, bool? mine, string? text, string? cursor) =>
                http.Run(new ListAccounts { Mine = mine ?? false, Text = text, Cursor = cursor })).WithTags("Calls")
            .Needs(Permission.CallView).WithSummary("Accounts of the calls visible to you, the latest call first").Produces<Page<AccountItem>>();
        api.MapGet("/me/today", (Delegate)((HttpContext http) => http.Run(new ViewToday()))).WithTags("Me")
            .Needs(Permission.CallView).WithSummary("My latest calls, next steps that are due, and comments to answer").Produces<TodayView>();
        var searches = api.MapGroup("/me/searches").WithTags("Calls");
        searches.MapGet("", (HttpContext http, string? cursor) => http.Run(new ListSavedSearches { Cursor = cursor }))
            .Needs(Permission.PreferenceEdit).WithSummary("My saved searches").Produces<Page<SavedSearchView>>();
        searches.MapPost("", (HttpContext http, SearchToSave given) => http.Run(new SaveSearch(given.Name, given.Search, given.Notify),
                saved => Results.Created($"/api/me/searches/{saved.Id}", saved)))
            .Needs(Permission.PreferenceEdit).WithSummary("Save a search for calls, and be notified of new ones that it finds")
            .Produces<SavedSearchView>(StatusCodes.Status201Created);
        searches.MapPut("/{id}", (HttpContext http, string id, SearchToSave given) =>
                http.Run(new EditSavedSearch(Id(id), given.Name, given.Search, given.Notify)))
            .Needs(Permission.PreferenceEdit).WithSummary("Change a saved search").Produces<SavedSearchView>();
        searches.MapDelete("/{id}", (HttpContext http, string id) => http.Run(new DeleteSavedSearch(Id(id))))
            .Needs(Permission.PreferenceEdit).WithSummary("Delete a saved search").Produces(StatusCodes.Status204NoContent);
        api.MapPost("/ask", (HttpContext http, AskRequest asked, Questions questions) =>
            http.Run(caller => questions.Ask(caller, asked.Question, asked.Call is null ? null : Id(asked.Call), http.RequestAborted)))
            .WithTags("Calls").Needs(Permission.CallAsk)
            .WithSummary("Ask about the calls visible to you; every line of the answer is a quotation").Produces<AskAnswer>();
    }

    /// <summary>Calls that the vendor's staff may look at (rule 14): the organization's side, and theirs.</summary>
    private static void MapSupport(IEndpointRouteBuilder api, RouteGroupBuilder calls)
    {
        calls.MapPost("/{id}/support-access", (HttpContext http, string id, Supporting given) =>
                http.Run(new GiveSupportAccess(Id(id), given.Staff, given.Until, given.Reason), Http.Made))
            .Needs(Permission.SupportAccessGrant).WithSummary("Let one member of your vendor's staff look at one call for a while")
            .Produces<MadeThing>(StatusCodes.Status201Created);
        var access = api.MapGroup("/support-access").WithTags("Calls");
        access.MapGet("", (HttpContext http, string? cursor) => http.Run(new ListSupportAccess { Cursor = cursor }))
            .Needs(Permission.SupportAccessGrant).WithSummary("Which of the vendor's staff may look, or could, at which calls")
            .Produces<Page<SupportAccessView>>();
        access.MapDelete("/{id}", (HttpContext http, string id) => http.Run(new EndSupportAccess(Id(id))))
            .Needs(Permission.SupportAccessGrant).WithSummary("End a member of staff's access to a call")
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet("/support-calls", (HttpContext http, string? cursor) => http.Run(new ListSupportCalls { Cursor = cursor })).WithTags("Staff")
            .Needs(Permission.CustomerView).WithSummary("The calls that you, as a member of staff, may look at now")
            .Produces<Page<SupportCallLine>>();
        api.MapGet("/customers/{customer}/support-calls/{id}", (HttpContext http, string customer, string id, SupportCalls support) =>
                http.Run(caller => support.View(caller, Id(id), http.RequestAborted))).WithTags("Staff")
            .Needs(Permission.CallView).WithSummary("A call that you, as a member of staff, may look at: its summary; that you look is recorded")
            .Produces<CallView>();
    }

    /// <summary>What is no id names nothing, like an id that names nothing: one answer for both.</summary>
    internal static Guid Id(string text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;

    /// <summary>
    /// Takes a call: JSON turns, WebVTT or plain text. What a transcript has no field for is in the query: <c>recorderId</c>, <c>host</c>,
    /// <c>start</c>, <c>durationSeconds</c>, <c>title</c>, <c>account</c>,
    /// <c>crm</c> (a JSON object), <c>recording</c>.
    /// </summary>
    private static Task<IResult> Push(
        HttpContext http, CallsIn callsIn, string? recorderId, string? host, DateTimeOffset? start, double? durationSeconds, string? title,
            string? account, string? crm, string? recording)
    {
        var name = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "application/json" => "call.json",
            "text/vtt" => "call.vtt",
            "text/plain" => "call.txt",
            _ => null,
        };
        var header = new CallHeader
        {
            RecorderId = recorderId,
            Host = host,
            Start = start,
            Duration = durationSeconds is >= 0 and <= 604_800 ? TimeSpan.FromSeconds(durationSeconds.Value) : null,
            Title = title,
            Account = account,
            Crm = crm,
            Recording = recording,
        };
        return http.Run(caller => callsIn.Push(caller, http.Request.Body, name, header, http.RequestAborted), answer =>
            answer.Refusal() is { } refusal ? refusal.ToProblem(http)
            : answer.Again ? Results.Ok(Taken.Of(answer))
            : Results.Created($"/api/calls/{answer.Call}", Taken.Of(answer)));
    }
}
