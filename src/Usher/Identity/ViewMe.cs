using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>Who I am here, my other memberships, and which pages are for me.</summary>
public sealed record ViewMe : Query<Nothing, Me>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Me> Run(Work work, Nothing found)
    {
        var actor = work.Actor;
        if (work.Snapshot is not { } customer)
            return new(actor.Id, "staff", actor.Name, actor.StaffMember!.Email, null, [], Roles.Name(Roles.Column(actor.StaffMember.Role)),
                null, [], "/customers", Pages(work, Target.Platform));

        var account = await work.Db.Users.Where(u => u.Id == actor.Id).Select(u => u.AccountId).FirstAsync();
        // A key is of one customer, and hears of no other.
        List<Guid> places = work.Caller.Key is null
            ? [.. (await Membership.Of(work.Db, account, default)).Select(p => p.Customer)]
            : [work.Db.CustomerId];
        var customers = await work.Db.Customers.Where(c => places.Contains(c.Id)).OrderBy(c => c.Name)
            .Select(c => new { View = new ThingView(c.Slug, c.Name), c.NotesRequired }).ToListAsync();
        var own = customers.Find(c => c.View.Slug == customer.Facts.Slug);
        return new(
            actor.Id, "user", actor.Name, actor.User!.Email, own?.View, customers.ConvertAll(c => c.View),
            Roles.Name(Roles.Column(actor.ConnectRole(work.Now))), Roles.Name(Roles.Column(actor.InsightsRole(work.Now))),
                ThingView.Of(work, customer.Facts.Teams.Where(t => t.Members.Contains(actor.Id))),
            "/today", Pages(work, Target.Of(customer))) {
                NotesRequired = own?.NotesRequired == true,
                Picture = actor.User.Picture,
            };
    }

    private static Dictionary<string, May> Pages(Work work, Target here) =>
        Contributions.Of<IPages>().SelectMany(room => room.Pages(work, here))
            .ToDictionary(page => page.Name, page => page.May, StringComparer.Ordinal);
}

/// <summary>Who the caller is.</summary>
/// <param name="Id">The user's or member of staff's id.</param>
/// <param name="Kind"><c>user</c> or <c>staff</c>.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Customer">The customer they are in; null for staff.</param>
/// <param name="Customers">Every customer they are a member of.</param>
/// <param name="Role">Their role in Connect, as the law writes it.</param>
/// <param name="Level">Their role in Insights; null for staff.</param>
/// <param name="Teams">The teams they are in.</param>
/// <param name="Landing">Where they begin (rule 8).</param>
/// <param name="Pages">Which pages are for them.</param>
public sealed record Me(
    Guid Id, string Kind, string Name, string Email, ThingView? Customer, IReadOnlyList<ThingView> Customers, string Role, string? Level,
        IReadOnlyList<ThingView> Teams, string Landing,
    IReadOnlyDictionary<string, May> Pages)
{
    /// <summary>Whether the customer they are in wants a note with every grant, removal and change of configuration (rule 24).</summary>
    public bool NotesRequired { get; init; }

    /// <summary>The address of their picture; null: they have none.</summary>
    public string? Picture { get; init; }
}
