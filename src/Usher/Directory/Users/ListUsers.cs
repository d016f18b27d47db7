using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Which users to list.</summary>
/// <param name="Query">Words of a name or address, in any order, letters' marks apart; null: everyone.</param>
/// <param name="Role">A role of either family (<c>customer-admin</c>, <c>editor</c>) or a custom role's slug; null: any.</param>
/// <param name="State"><c>active</c> or <c>deactivated</c>; null: both.</param>
/// <param name="Seat">Those who hold a seat, or those who do not: it narrows nothing for who may not see seats; null: both.</param>
/// <param name="Order"><c>name</c>, as without it, or <c>newest</c>: who came last first.</param>
public sealed record UserFilter(string? Query = null, string? Role = null, string? State = null, bool? Seat = null, string? Order = null)
{
    internal bool NewestFirst => Order == "newest";

    internal Refusal? Fault(CustomerSnapshot customer)
    {
        if (State is not (null or "active" or "deactivated")) return new Invalid("/state", "Choose active or deactivated.");
        if (Order is not (null or "name" or "newest")) return new Invalid("/order", "Choose name or newest.");
        if (Sought.Fault(Query) is { } fault) return fault;
        return Role is null || ConnectOf(Role) is not null || LevelOf(Role) is not null || customer.CustomRole(Role) is not null
            ? null
            : new Invalid("/role", "Enter a role in lower case with hyphens, or a custom role.");
    }

    /// <summary>Those the filter leaves: the facts know them all; one query where what is asked is not among the facts.</summary>
    /// <param name="work">The request.</param>
    /// <param name="among">Which users; null: all.</param>
    internal async Task<IEnumerable<Actor>> Choose(Work work, IQueryable<User>? among = null)
    {
        if (Seat is { } seat && May.Ask(work, Permission.LicenceView, Target.Of(work.Customer)).Allowed)
            among = (among ?? work.Db.Users).Where(u => u.HasSeat == seat);
        var users = work.Customer.Users.AsEnumerable();
        if (among is not null)
        {
            var ids = await among.Select(u => u.Id).ToHashSetAsync();
            users = users.Where(user => ids.Contains(user.Id));
        }

        if (State is not null) users = users.Where(user => user.User!.Active == (State == "active"));
        if (Role is not null) users = users.Where(Holds(work.Customer, work.Now));
        var words = Inputs.Email(Query) is { } address ? [address] : Folding.Sought(Query);
        return words.Count == 0 ? users : users.Where(user => Folding.Finds(words, $"{user.Name} {user.User!.Email}"));
    }

    private Func<Actor, bool> Holds(CustomerSnapshot customer, DateTimeOffset now)
    {
        if (ConnectOf(Role!) is { } connect) return user => user.ConnectRole(now) == connect;
        if (LevelOf(Role!) is { } level) return user => user.InsightsRole(now) == level;
        var role = customer.CustomRole(Role!)!.Value;
        return user => user.User!.CustomRolesAt(now).Contains(role);
    }

    private static ConnectRole? ConnectOf(string role) =>
        role switch { "user" => ConnectRole.User, "customer-admin" => ConnectRole.CustomerAdmin, _ => null };

    private static InsightsRole? LevelOf(string role) => role switch
    {
        "default-user" => InsightsRole.DefaultUser,
        "user-admin" => InsightsRole.UserAdmin,
        "editor" => InsightsRole.Editor,
        "organization-admin" => InsightsRole.OrganizationAdmin,
        _ => null,
    };
}

/// <summary>Lists a customer's users, by name: three small queries at most, whatever the size of the customer.</summary>
/// <param name="Filter">Which.</param>
public sealed record ListUsers(UserFilter Filter) : Listing<CustomerSnapshot, UserList>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Filter.Fault(found) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<UserList> Run(Work work, CustomerSnapshot found)
    {
        var users = await Filter.Choose(work);
        var page = Filter.NewestFirst
            ? Latest(work, users, user => user.Id)
            : await ByName(work, users, user => user.Id, user => user.Name);
        var (views, here) = (await UserView.Of(work, page.Items), Target.Of(found));
        return new(views, page.Next, new Dictionary<string, May>(StringComparer.Ordinal)
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
