using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>The shelves of the apps that the customer sees, by name.</summary>
public sealed record ListAppCategories : Query<CustomerSnapshot, IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Run(Work work, CustomerSnapshot found)
    {
        var customer = found.Id;
        var shelves = await work.Db.Apps.Where(app => app.Owner == null || app.Owner == customer).Select(app => app.Categories).Distinct()
            .ToListAsync();
        return [.. shelves.SelectMany(names => names.Split(',')).Distinct(StringComparer.Ordinal)
            .Order(Comparer<string>.Create(work.Order.Compare))];
    }
}
