namespace Usher.Access;

public static partial class GrantRules
{
    private static readonly DateTimeOffset Forever = DateTimeOffset.MaxValue;

    /// <summary>Whether the customer would be without Customer Admin at some later instant at which it has one now (rule 3).</summary>
    private static bool WouldLackCustomerAdmin(Actor person, DateTimeOffset? thenUntil, DateTimeOffset now) =>
        EndsSooner(person, thenUntil, user => user.Connect == ConnectRole.CustomerAdmin ? user.ConnectUntil ?? Forever : null, now);

    /// <summary>
    /// Whether the organization would be without Organization Admin at some later instant at which it has one now (rule 11).
    /// </summary>
    private static bool WouldLackOrganizationAdmin(Actor person, DateTimeOffset? thenUntil, DateTimeOffset now) =>
        EndsSooner(person, thenUntil, user => user.Insights == InsightsRole.OrganizationAdmin ? user.InsightsUntil ?? Forever : null, now);

    /// <summary>
    /// A role that ends for the last one who holds it is a demotion put off: so the time is compared until which anybody active holds it,
    /// before and after.
    /// </summary>
    /// <param name="person">Whose role changes.</param>
    /// <param name="thenUntil">Until when they would hold it after the change; null: not at all.</param>
    /// <param name="until">Until when a user holds it; null: not at all.</param>
    /// <param name="now">The server's time.</param>
    private static bool EndsSooner(Actor person, DateTimeOffset? thenUntil, Func<UserFacts, DateTimeOffset?> until, DateTimeOffset now)
    {
        if (person.User is not { Active: true } facts || until(facts) is not { } held || held <= now) return false;
        var others = person.Home!.Users
            .Where(other => other.Id != person.Id && other.User!.Active)
            .Select(other => until(other.User!))
            .Where(end => end > now)
            .DefaultIfEmpty(null)
            .Max();
        return (Later(others, thenUntil) ?? now) < Later(others, held);
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
