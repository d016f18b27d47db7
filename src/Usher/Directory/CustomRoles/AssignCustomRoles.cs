using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets the custom roles a user holds: those named, and no others.</summary>
/// <param name="User">Who holds them.</param>
/// <param name="Roles">The roles, by slug.</param>
/// <param name="Until">When some of them end, by slug, null: never; what it does not name ends as before.</param>
public sealed record AssignCustomRoles(Guid User, IReadOnlyList<string> Roles, IReadOnlyDictionary<string, DateTimeOffset?>? Until = null) : Change<Person, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.RoleAssign;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        work.Stale(found.Row)
        ?? (found.Row.Active ? null : new PersonDeactivated())
        ?? (Wanted(work) is { } roles ? GrantRules.CustomRoles(work.Actor, found.Facts, [.. roles]) : new NotOfThisCustomer("custom role"))
        ?? GivenEnds.Fault(work, Ends(work))
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        var ends = Ends(work);
        var held = found.Facts.User!;
        await Holdings.SetRoles(work, found, Wanted(work)!,
            role => ends!.TryGetValue(role, out var until) ? until : held.CustomRolesAt(work.Now).Contains(role) ? held.EndOf(role) : null);
        return Nothing.Value;
    }

    private IReadOnlyList<Guid>? Wanted(Work work) => Ids.Of(Roles, slug => work.Customer.CustomRole(slug));

    private IReadOnlyDictionary<Guid, DateTimeOffset?>? Ends(Work work) => GivenEnds.Of(Until, Roles, slug => work.Customer.CustomRole(slug));
}

/// <summary>The ends that are given with custom roles and tenants.</summary>
internal static class GivenEnds
{
    /// <summary>By id; null when one is given for something that is not given itself.</summary>
    public static IReadOnlyDictionary<Guid, DateTimeOffset?>? Of(IReadOnlyDictionary<string, DateTimeOffset?>? until, IReadOnlyList<string> given,
        Ids.LookUp find) => until is null ? new Dictionary<Guid, DateTimeOffset?>()
        : until.Keys.All(given.Contains) ? until.Where(end => find(end.Key) is not null).ToDictionary(end => find(end.Key)!.Value, end => end.Value)
        : null;

    /// <summary>What is wrong with them.</summary>
    public static Refusal? Fault(Work work, IReadOnlyDictionary<Guid, DateTimeOffset?>? ends) =>
        ends is null ? new Invalid("/until", "Name only what you give.")
        : ends.Values.Any(end => end <= work.Now) ? new EndsInThePast() : null;
}
