using Usher.Access;

namespace Usher.Platform;

/// <summary>A person by name, and the id that leads to them.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name; for staff, who they are to a customer.</param>
public sealed record PersonView(Guid Id, string Name)
{
    /// <summary>The address of their picture; null: they have none, or it is of no use here.</summary>
    public string? Picture { get; init; }

    /// <summary>A user of the customer, or somebody of the vendor's.</summary>
    internal static PersonView Of(CustomerSnapshot customer, Guid id) =>
        customer.User(id) is { } user ? Of(user) : new(id, "The vendor's support");

    /// <summary>A user, with their picture.</summary>
    internal static PersonView Of(Actor user) => new(user.Id, user.Name) { Picture = user.User?.Picture };
}

/// <summary>A customer, tenant, team, role or another thing that people name, and the slug that leads to it.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">The name people see.</param>
public sealed record ThingView(string Slug, string Name)
{
    /// <summary>Things of a customer, by name in the reader's order.</summary>
    internal static IReadOnlyList<ThingView> Of(Work work, IEnumerable<INamed> things) =>
        [.. things.OrderBy(thing => thing.Called, Comparer<string>.Create(work.Order.Compare))
            .Select(thing => new ThingView(thing.Slug, thing.Called))];
}
