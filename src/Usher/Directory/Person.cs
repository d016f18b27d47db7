using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A user who is acted on: the row that changes and the facts that decide.</summary>
/// <param name="Row">The row.</param>
/// <param name="Facts">The same user as the snapshot of this act has them.</param>
public sealed record Person(User Row, Actor Facts)
{
    /// <summary>Finds a user of the caller's customer; null when there is none.</summary>
    internal static async Task<Found<Person>?> Find(Work work, Guid id) =>
        work.Customer.User(id) is { } facts && await work.Db.Users.FirstOrDefaultAsync(u => u.Id == id) is { } row
            ? new(Target.Of(work.Customer) with { Subject = id }, new(row, facts))
            : null;
}

/// <summary>The customer as a whole, for acts that are about no thing in particular.</summary>
internal static class Here
{
    public static Task<Found<CustomerSnapshot>?> Find(Work work) =>
        Task.FromResult<Found<CustomerSnapshot>?>(new(Target.Of(work.Customer), work.Customer));
}
