using Usher.Access;
using Usher.Delivery.Inbox;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>One's own notes: <c>/api/inbox</c>.</summary>
public static class InboxRoutes
{
    /// <summary>How many notes wait.</summary>
    /// <param name="Count">Counted no further than 100.</param>
    public sealed record Unread(int Count);

    /// <summary>Maps the routes.</summary>
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/inbox").WithTags("Inbox");
        inbox.MapGet("", (HttpContext http, string? cursor) =>
                http.Run(new ListInbox { Cursor = cursor })).Needs(Permission.ProfileEdit).WithSummary("My notes, newest first")
                    .Produces<Page<NoteView>>();
        inbox.MapGet("/unread", (Delegate)((HttpContext http) => http.Run(new CountUnread(), count => Results.Ok(new Unread(count)))))
            .Needs(Permission.ProfileEdit).WithSummary("Number of my unread notes").Produces<Unread>();
        inbox.MapPost("/{id}/read", (HttpContext http, string id) =>
                http.Run(new ReadNote(CallsRoutes.Id(id)))).Needs(Permission.ProfileEdit).WithSummary("Mark a note as read")
                    .Produces(StatusCodes.Status204NoContent);
        inbox.MapPost("/read-all", (Delegate)((HttpContext http) => http.Run(new ReadAllNotes()))).Needs(Permission.ProfileEdit)
            .WithSummary("Mark all notes as read").Produces(StatusCodes.Status204NoContent);
    }
}
