using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>An integration user that is acted on.</summary>
/// <param name="Row">The row that changes.</param>
/// <param name="Scopes">Its scopes.</param>
public sealed record OneIntegrationUser(IntegrationUser Row, IReadOnlyList<KeyScope> Scopes)
{
    internal static async Task<Found<OneIntegrationUser>?> Find(Work work, Guid id, bool revokesKey = false) =>
        await work.Db.IntegrationUsers.FirstOrDefaultAsync(m => m.Id == id && m.Active) is { } row
            ? new(Target.Of(work.Customer) with { IntegrationUser = id, RevokesKey = revokesKey }, new(row, Read(row.Scopes)))
            : null;

    /// <summary>Scopes as the store keeps them.</summary>
    internal static IReadOnlyList<KeyScope> Read(string scopes) => [.. scopes.Split(' ').Select(KeyScope.Parse).OfType<KeyScope>()];

    /// <summary>Scopes as the store keeps them: each once.</summary>
    internal static string Write(IEnumerable<string> scopes) =>
        string.Join(' ', scopes.Select(scope => KeyScope.Parse(scope)!.ToString()).Distinct(StringComparer.Ordinal));

    /// <summary>Whether it may read calls once approved: who approves that is then watched more closely (rule 18).</summary>
    internal static bool ReadsCalls(IReadOnlyList<KeyScope> scopes) => scopes.Any(scope => scope.Permission == Permission.CallRead);

    /// <summary>Takes the approval, one that waits too: its scopes of Insights are inert again.</summary>
    internal static void Withdraw(IntegrationUser row) => (row.Approved, row.ApprovedBy, row.ApprovalFrom) = (false, null, null);

    /// <summary>Every active person in the teams whose calls it may read now and could not before is notified (rule 17).</summary>
    /// <param name="work">The act.</param>
    /// <param name="machine">The integration user, which is named to them.</param>
    /// <param name="before">What it could read.</param>
    /// <param name="after">What it may read from now on.</param>
    /// <param name="from">When it begins to; null: once it is approved.</param>
    internal static void TellTeams(Work work, Guid machine, IReadOnlyList<KeyScope> before, IReadOnlyList<KeyScope> after,
        DateTimeOffset? from = null)
    {
        var teams = Teams(after).Except(Teams(before), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var people = work.Customer.Facts.Teams.Where(t => teams.Contains(t.Slug)).SelectMany(t => t.Members).ToHashSet();
        foreach (var person in people.Where(id => work.Customer.User(id)?.User!.Active == true))
            work.Publish(new AccessChanged(person, MachineNotices.TeamReadByMachine) { About = machine, From = from });
    }

    private static IEnumerable<string> Teams(IReadOnlyList<KeyScope> scopes) =>
        scopes.Where(s => s.Permission == Permission.CallRead).SelectMany(s => s.Names);
}
