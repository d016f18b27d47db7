using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>The pages of the inbox, of what waits, and of deliveries.</summary>
internal sealed class DeliveryPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("inbox", May.Yes),
        ("deliveries", May.Ask(work, Permission.DeliveryTroubleshoot, here)),
    ];
}

/// <summary>Channels and destinations of teams once Slack is connected, for those who set them; one's own notifications.</summary>
internal sealed class DeliveryFirstSteps : IFirstSteps
{
    /// <inheritdoc/>
    public async Task<IEnumerable<FirstStep>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || work.Actor.Kind != ActorKind.User) return [];
        var me = work.Actor.Id;
        List<FirstStep> steps = [];
        var teams = customer.Facts.Teams.Where(team => !team.Archived && May(Permission.DestinationConfigure, team.Id)).Select(team => team.Id).ToList();
        var binds = May(Permission.TeamManage);
        if ((binds || teams.Count > 0) && await work.Db.Set<SlackConnection>().AnyAsync())
        {
            if (binds) steps.Add(new(40, "channel", customer.Facts.Channels.Any(channel => channel.Team is not null)));
            if (teams.Count > 0) steps.Add(new(42, "destination", await work.Db.Teams.AnyAsync(t => teams.Contains(t.Id) && t.DestinationChannelId != null)));
        }

        if (May(Permission.CallView)) steps.Add(new(70, "notifications", await work.Db.Set<Preference>().AnyAsync(p => p.UserId == me)));
        return steps;

        bool May(Permission permission, Guid? team = null) => Platform.May.Ask(work, permission, Target.Of(customer) with { Team = team }).Allowed;
    }
}

/// <summary>Deliveries that failed or are held, counted, for those who look after them.</summary>
internal sealed class DeliveriesWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 50;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.DeliveryTroubleshoot, Target.Of(customer)).Allowed) return [];
        var counted = await DeliveryScope.Of(work, Permission.DeliveryTroubleshoot)
            .Where(d => d.State == DeliveryState.Failed || d.State == DeliveryState.Held)
            .GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return counted.OrderBy(g => g.Key)
            .Select(g => new Need(g.Key == DeliveryState.Failed ? "failed-deliveries" : "held-deliveries") { Count = g.Count });
    }
}
