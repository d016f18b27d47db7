using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The integrations that may read a call now, and those that have (rule 17): shown on the call beside the people.</summary>
internal static class MachineReaders
{
    public static async Task<IReadOnlyList<ReaderView>> Of(Work work, CallFacts call)
    {
        var reads = await work.Db.Set<MachineRead>().Where(r => r.CallId == call.Id).ToDictionaryAsync(r => r.IntegrationUserId, r => r.At);
        var through =
            work.Customer.Facts.IntegrationUsers.ToDictionary(m => m.Id, m => Teams(work, call, work.Customer.IntegrationUser(m.Id)!));
        Guid[] ids = [.. through.Where(m => m.Value.Count > 0).Select(m => m.Key).Union(reads.Keys)];
        if (ids.Length == 0) return [];
        var teams = await work.Db.Teams.Where(t => call.Teams.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name);
        var names = await work.Db.IntegrationUsers.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Name }).ToListAsync();
        return [.. names.OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => new ReaderView(m.Id, m.Name, Why(m.Id)) { IntegrationUser = true })];

        string Why(Guid machine)
        {
            var may = through.GetValueOrDefault(machine, []);
            var read = reads.TryGetValue(machine, out var at)
                ? string.Create(CultureInfo.InvariantCulture, $"first accessed on {at:yyyy-MM-dd HH:mm} UTC")
                : null;
            return may.Count == 0 ? $"integration, {read}, no longer has access"
                : "integration with access to calls of " +
                    $"{string.Join(" and ", may.Select(t => teams.GetValueOrDefault(t, "a team")))}" +
                    $"{(read is null ? ", not accessed yet" : $", {read}")}";
        }
    }

    /// <summary>The teams of the call by which the integration may read it now.</summary>
    private static List<Guid> Teams(Work work, CallFacts call, Actor machine) =>
        [.. call.Teams.Where(team =>
            Authorizer.Decide(machine, Permission.CallRead, Target.Of(work.Customer) with { Call = call, Team = team }, work.Now).Allowed)];
}
