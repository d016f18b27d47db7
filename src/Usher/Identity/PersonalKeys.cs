using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>The keys by which programs act as a person, in every customer they are in.</summary>
internal static class PersonalKeys
{
    /// <summary>
    /// Revokes an account's keys in the customers other than that of the act which goes with it; the act revokes its own. Before the act:
    /// should the server stop in between, the person still has the act to do, and nothing works that they believe ended.
    /// </summary>
    /// <param name="store">The database.</param>
    /// <param name="gate">Writes each customer's part.</param>
    /// <param name="account">Whose keys.</param>
    /// <param name="here">The customer of the act.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task RevokeElsewhere(Store store, Gate gate, Guid account, Guid here, CancellationToken ct)
    {
        IReadOnlyList<Membership> places;
        await using (var db = store.Context(Guid.Empty))
            places = [.. (await Membership.All(db, account, ct)).Select(one => one.Membership)];
        foreach (var place in places.Where(place => place.Customer != here))
        {
            await gate.Effect(place.Customer, "RevokePersonalKeys", Section.Connect, Sessions.By(place), async work =>
            {
                work.Concerns(place.Id);
                await ApiKey.RevokeAll(work, place.Id);
                return true;
            }, ct);
        }
    }
}
