using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Which users to list.</summary>
/// <param name="Query">Part of a name or address, letters' marks apart; null: everyone.</param>
/// <param name="Role">A role of either family (<c>customer-admin</c>, <c>editor</c>) or a custom role's slug; null: any.</param>
/// <param name="State"><c>active</c> or <c>deactivated</c>; null: both.</param>
/// <param name="Cursor">Where the last part ended; null: from the beginning.</param>
/// <param name="Seat">Those who hold a recording licence, or those who do not: it narrows nothing for who may not see licences; null: both.</param>
/// <param name="Order"><c>name</c>, as without it, or <c>newest</c>: who came last first.</param>
public sealed record UserFilter(string? Query = null, string? Role = null, string? State = null, string? Cursor = null, bool? Seat = null, string? Order = null)
{
    internal Refusal? Fault(CustomerSnapshot customer)
    {
        if (Platform.Cursor.Fault(Cursor) is { } fault) return fault;
        if (State is not (null or "active" or "deactivated")) return new Invalid("/state", "active or deactivated.");
        if (Order is not (null or "name" or "newest")) return new Invalid("/order", "name or newest.");
        if (Query?.Length > 200) return new Invalid("/query", "At most 200 characters.");
        return Role is null || ConnectOf(Role) is not null || LevelOf(Role) is not null || customer.CustomRole(Role) is not null
            ? null
            : new Invalid("/role", "A role of either family in lower case with hyphens, or a custom role.");
    }

    /// <summary>One part of the list: two small queries, whatever the size of the customer.</summary>
    /// <param name="work">The request.</param>
    /// <param name="among">Of whom; null: of all.</param>
    internal async Task<Page<UserView>> Read(Work work, IQueryable<User>? among = null)
    {
        var users = among ?? work.Db.Users;
        var now = work.Now;
        if (!string.IsNullOrWhiteSpace(Query))
        {
            var sought = Folding.Find(Query.Trim());
            users = users.Where(u => u.Search.Contains(sought));
        }

        if (State is not null) users = users.Where(u => u.Active == (State == "active"));
        if (Seat is { } seat && May.Ask(work, Permission.LicenceView, Target.Of(work.Customer)).Allowed) users = users.Where(u => u.HasSeat == seat);
        if (Role is not null) users = OfRole(work, users, now);
        users = Order == "newest" ? await Newest(work, users) : await ByName(work, users);
        var rows = await users.Take(Page<UserView>.Size + 1).ToListAsync();
        return Page<UserView>.Of([.. rows.Select(row => UserView.Of(work, row))], view => view.Id);
    }

    private async Task<IQueryable<User>> ByName(Work work, IQueryable<User> users)
    {
        if (Platform.Cursor.Read(Cursor) is { } after)
        {
            var last = await work.Db.Users.Where(u => u.Id == after).Select(u => u.Search).FirstOrDefaultAsync() ?? "";
            users = users.Where(u => u.Search.CompareTo(last) > 0 || (u.Search == last && u.Id.CompareTo(after) > 0));
        }

        return users.OrderBy(u => u.Search).ThenBy(u => u.Id);
    }

    private async Task<IQueryable<User>> Newest(Work work, IQueryable<User> users)
    {
        if (Platform.Cursor.Read(Cursor) is { } after)
        {
            var last = await work.Db.Users.Where(u => u.Id == after).Select(u => (DateTimeOffset?)u.Since).FirstOrDefaultAsync() ?? DateTimeOffset.MaxValue;
            users = users.Where(u => u.Since < last || (u.Since == last && u.Id.CompareTo(after) < 0));
        }

        return users.OrderByDescending(u => u.Since).ThenByDescending(u => u.Id);
    }

    private IQueryable<User> OfRole(Work work, IQueryable<User> users, DateTimeOffset now)
    {
        if (ConnectOf(Role!) is { } connect)
            return users.Where(u => (u.Connect == ConnectRole.CustomerAdmin && (u.ConnectUntil == null || u.ConnectUntil > now)) == (connect == ConnectRole.CustomerAdmin));
        if (LevelOf(Role!) is { } level)
        {
            return level == InsightsRole.DefaultUser
                ? users.Where(u => u.Insights == level || u.InsightsUntil <= now)
                : users.Where(u => u.Insights == level && (u.InsightsUntil == null || u.InsightsUntil > now));
        }

        var role = work.Customer.CustomRole(Role!);
        return users.Where(u => work.Db.Set<UserCustomRole>().Any(r => r.UserId == u.Id && r.RoleId == role));
    }

    private static ConnectRole? ConnectOf(string role) => role switch { "user" => ConnectRole.User, "customer-admin" => ConnectRole.CustomerAdmin, _ => null };

    private static InsightsRole? LevelOf(string role) => role switch
    {
        "default-user" => InsightsRole.DefaultUser,
        "user-admin" => InsightsRole.UserAdmin,
        "editor" => InsightsRole.Editor,
        "organization-admin" => InsightsRole.OrganizationAdmin,
        _ => null,
    };
}

/// <summary>Lists a customer's users, by name.</summary>
/// <param name="Filter">Which.</param>
public sealed record ListUsers(UserFilter Filter) : Query<CustomerSnapshot, UserList>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(Filter.Fault(found));

    /// <inheritdoc/>
    public override async Task<UserList> Run(Work work, CustomerSnapshot found)
    {
        var (page, here) = (await Filter.Read(work), Target.Of(found));
        return new(page.Items, page.Next, new Dictionary<string, May>(StringComparer.Ordinal)
        {
            ["add"] = May.Ask(work, Permission.UserAdd, here),
            ["invite"] = May.Ask(work, Permission.DirectoryMaintain, here),
        });
    }
}

/// <summary>Part of a customer's users, and how the caller may bring others in.</summary>
/// <param name="Items">The users of this part.</param>
/// <param name="Next">The cursor of the next part; null: this was the last.</param>
/// <param name="Can">What the caller may do with the list: add somebody, invite somebody.</param>
public sealed record UserList(IReadOnlyList<UserView> Items, string? Next, IReadOnlyDictionary<string, May> Can);
