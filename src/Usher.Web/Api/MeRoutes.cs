using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Oneself: <c>/api/me</c>.</summary>
public static class MeRoutes
{
    /// <summary>A personal key to be made.</summary>
    /// <param name="Name">What one calls it.</param>
    /// <param name="Permissions">What it may do, by <c>type/action</c>.</param>
    /// <param name="Days">Days until it expires: 1 to 90.</param>
    public sealed record NewPersonalKey(string Name, IReadOnlyList<string>? Permissions, int Days = 90);

    /// <summary>A new password instead of the current one.</summary>
    /// <param name="Former">The one that there is.</param>
    /// <param name="Password">The new one.</param>
    /// <param name="Keys">What becomes of one's personal keys, in every customer; unless said otherwise they are revoked.</param>
    public sealed record NewPassword(string Former, string Password, OnKeys Keys = OnKeys.Revoke);

    /// <summary>Oneself, with what a page of this session sends with every change.</summary>
    /// <param name="Me">Who the caller is.</param>
    /// <param name="Antiforgery">To be sent as <c>Usher-Antiforgery</c>; null to a key, which needs none.</param>
    /// <param name="Unread">How many notes of the inbox are not read yet, counted no further than 100.</param>
    public sealed record MeHere([property: JsonIgnore] Me Me, string? Antiforgery, int Unread)
    {
        /// <inheritdoc cref="Me.Id"/>
        public Guid Id => Me.Id;

        /// <inheritdoc cref="Me.Kind"/>
        public string Kind => Me.Kind;

        /// <inheritdoc cref="Me.Name"/>
        public string Name => Me.Name;

        /// <inheritdoc cref="Me.Email"/>
        public string Email => Me.Email;

        /// <inheritdoc cref="Me.Customer"/>
        public ThingView? Customer => Me.Customer;

        /// <inheritdoc cref="Me.Customers"/>
        public IReadOnlyList<ThingView> Customers => Me.Customers;

        /// <inheritdoc cref="Me.Role"/>
        public string Role => Me.Role;

        /// <inheritdoc cref="Me.Level"/>
        public string? Level => Me.Level;

        /// <inheritdoc cref="Me.Teams"/>
        public IReadOnlyList<ThingView> Teams => Me.Teams;

        /// <inheritdoc cref="Me.NotesRequired"/>
        public bool NotesRequired => Me.NotesRequired;

        /// <inheritdoc cref="Me.Picture"/>
        public string? Picture => Me.Picture;

        /// <inheritdoc cref="Me.Landing"/>
        public string Landing => Me.Landing;

        /// <inheritdoc cref="Me.Pages"/>
        public IReadOnlyDictionary<string, Platform.May> Pages => Me.Pages;
    }

    /// <summary>Maps the routes.</summary>
    public static void MapMe(this IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me");
        // A lambda of the context alone would be taken for a RequestDelegate, and its result thrown away.
        me.MapGet("", async Task<IResult> (HttpContext http) =>
        {
            var unread = 0;
            await http.Run(new CountUnread(), count => Results.Ok(unread = count));
            return await http.Run(new ViewMe(),
                found => Results.Ok(new MeHere(found, http.Features.Get<SignedIn>()?.Token.Antiforgery(), unread)));
        })
            .Needs(Permission.ProfileEdit).WithSummary("My account here and the pages open to me").Produces<MeHere>();
        me.MapGet("/needs", (Delegate)((HttpContext http) => http.Run(new ListWhatNeedsMe())))
            .Needs(Permission.ProfileEdit).WithSummary("What needs my attention").Produces<WhatNeedsMe>();
        me.MapGet("/first-steps", (Delegate)((HttpContext http) => http.Run(new ListFirstSteps())))
            .Needs(Permission.ProfileEdit).WithSummary("What to set up or try first in my role").Produces<FirstSteps>();
        me.MapGet("/people", (Delegate)((HttpContext http) => http.Run(new ViewMyPeople())))
            .Needs(Permission.ProfileEdit).WithSummary("Who is in my teams, and who can grant what I lack").Produces<MyPeople>();
        me.MapGet("/keys", (HttpContext http, string? cursor) => http.Run(new ListPersonalKeys { Cursor = cursor }))
            .Needs(Permission.PersonalKeyManage).WithSummary("My active keys").Produces<Platform.Page<KeyView>>();
        me.MapPost("/keys", (HttpContext http, NewPersonalKey key) =>
                http.Run(new MakePersonalKey(key.Name, key.Permissions ?? [], key.Days),
                    made => Results.Json(made, statusCode: StatusCodes.Status201Created)))
            .Needs(Permission.PersonalKeyManage).WithSummary("Create a personal key; its text is shown once")
            .Produces<KeyMade>(StatusCodes.Status201Created);
        me.MapDelete("/keys/{key:guid}", (HttpContext http, Guid key) => http.Run(new RevokePersonalKey(key)))
            .Needs(Permission.PersonalKeyManage).WithSummary("Revoke one of my keys").Produces(StatusCodes.Status204NoContent);
        me.MapGet("/keys/permissions", (HttpContext http, string? cursor) => http.Run(new ListKeyPermissions { Cursor = cursor }))
            .Needs(Permission.PersonalKeyManage).WithSummary("Permissions that a personal key of mine can have")
            .Produces<Platform.Page<KeyPermission>>();
        me.MapGet("/sign-in-methods", (Delegate)((HttpContext http) => http.Run(new ViewSignInMethods())))
            .Needs(Permission.ProfileEdit).WithSummary("My sign-in methods").Produces<SignInMethods>();
        me.MapPost("/password", (HttpContext http, NewPassword given, Passwords passwords) => http.Run(caller =>
            passwords.Change(caller, given.Former ?? "", given.Password ?? "", given.Keys, http.Source(), http.RequestAborted)))
            .Needs(Permission.ProfileEdit).WithSummary("Change my password; ends my other sessions and, by default, revokes my keys")
            .Produces(StatusCodes.Status204NoContent);
        me.MapGet("/sessions", (HttpContext http, string? cursor) => http.Run(new ListSessions { Cursor = cursor }))
            .Needs(Permission.ProfileEdit).WithSummary("My sessions").Produces<Platform.Page<SessionView>>();
        me.MapDelete("/sessions/{session:guid}", (HttpContext http, Guid session) => http.Run(new EndSession(session)))
            .Needs(Permission.ProfileEdit).WithSummary("End one of my sessions").Produces(StatusCodes.Status204NoContent);
    }
}
