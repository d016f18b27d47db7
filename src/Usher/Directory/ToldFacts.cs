using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Tells what a change made of the facts from the rows that it writes, without a query: the result is what would be read.
/// </summary>
internal static class ToldFacts
{
    /// <summary>The change; null when a row is none of those that <see cref="FactsChange"/> has words for.</summary>
    public static FactsChange? Of(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed)
    {
        var gone = new List<Guid>();
        var change = new FactsChange { Gone = gone, Version = before.Version + 1 };
        foreach (var of in changed.Where(one => one.Fact is not (UserTenant or UserCustomRole or EditorTeam or CustomRoleApp)))
        {
            if (of is { State: EntityState.Deleted, Fact: Team or Channel or CustomRole or IntegrationUser or ApiKey })
                gone.Add(Id(of.Fact));
            else if (With(before, change, of, gone) is { } next) change = next;
            else return null;
        }

        return change with { Users = Users(before, changed), CustomRoles = CustomRoles(before, changed, gone) };
    }

    private static FactsChange? With(CustomerFacts before, FactsChange change, ChangedFact of, List<Guid> gone)
    {
        var isIn = of.State != EntityState.Deleted;
        switch (of.Fact)
        {
            case User when isIn:
            case CustomRole:
                return change;
            case Team team:
                return change
                    with { Teams = [.. change.Teams, new TeamFacts(team.Id, team.Slug, [], team.Archived is not null, team.Name)] };
            case TeamMember member:
                return change with { TeamMembers = [.. change.TeamMembers, new(member.TeamId, member.UserId, isIn)] };
            case Channel channel:
                return change with { Channels =
                    [.. change.Channels, new ChannelFacts(channel.Id, channel.Name, channel.TeamId, [], [], channel.Guests)] };
            case ChannelMember member:
                return change with { ChannelMembers = [.. change.ChannelMembers, new(member.ChannelId, member.UserId, isIn && !member.ByIdentity)] };
            case ChannelConfigurer configurer:
                return change with { Configurers = [.. change.Configurers, new(configurer.ChannelId, configurer.UserId, isIn)] };
            case IntegrationUser { Active: true } machine:
                var tenants = before.IntegrationUsers.FirstOrDefault(one => one.Id == machine.Id)?.OfApp?.Tenants ?? [];
                return change with { IntegrationUsers = [.. change.IntegrationUsers, AccessFacts.Facts(machine, tenants)] };
            case ApiKey { Revoked: false } key:
                return change with { Keys = [.. change.Keys, AccessFacts.Facts(key) with { Expires = Stored(key.Expires) }] };
            case IntegrationUser or ApiKey:
                gone.Add(Id(of.Fact));
                return change;
            default:
                return null;
        }
    }

    private static List<UserFacts> Users(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed)
    {
        var touched = new Dictionary<Guid, UserFacts>();
        foreach (var user in changed.Select(one => one.Fact).OfType<User>())
        {
            var known = before.Users.FirstOrDefault(one => one.Id == user.Id);
            touched[user.Id] = AccessFacts.Facts(user, known?.Tenants ?? [], known?.CustomRoles ?? [], known?.EditorOf ?? [], known?.Ends ?? []) with
            {
                ConnectUntil = Stored(user.ConnectUntil),
                InsightsUntil = Stored(user.InsightsUntil),
            };
        }

        foreach (var (fact, state) in changed)
        {
            var isIn = state != EntityState.Deleted;
            switch (fact)
            {
                case UserTenant tenant when Touched(tenant.UserId) is { } user:
                    touched[user.Id] = user with
                    {
                        Tenants = Moved(user.Tenants, tenant.TenantId, isIn),
                        Ends = Ended(user.Ends, tenant.TenantId, isIn ? tenant.Until : null),
                    };
                    break;
                case UserCustomRole role when Touched(role.UserId) is { } user:
                    touched[user.Id] = user with
                    {
                        CustomRoles = Moved(user.CustomRoles, role.RoleId, isIn),
                        Ends = Ended(user.Ends, role.RoleId, isIn ? role.Until : null),
                    };
                    break;
                case EditorTeam team when Touched(team.UserId) is { EditorOf: { } teams } user:
                    touched[user.Id] = user with { EditorOf = Moved(teams, team.TeamId, isIn) };
                    break;
            }
        }

        return [.. touched.Values];

        UserFacts? Touched(Guid id) => touched.GetValueOrDefault(id) ?? before.Users.FirstOrDefault(one => one.Id == id);
    }

    private static List<CustomRoleFacts> CustomRoles(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed, List<Guid> gone)
    {
        var touched = changed.Select(one => one.Fact).OfType<CustomRole>()
            .ToDictionary(role => role.Id,
                role => new CustomRoleFacts(role.Id, role.Slug, before.CustomRoles.FirstOrDefault(one => one.Id == role.Id)?.Apps ?? [],
                role.Name));
        foreach (var (fact, state) in changed)
            if (fact is CustomRoleApp picked
                && (touched.GetValueOrDefault(picked.RoleId)
                ?? before.CustomRoles.FirstOrDefault(one => one.Id == picked.RoleId)) is { } role)
                touched[role.Id] = role with { Apps = Moved(role.Apps, picked.AppId, state != EntityState.Deleted) };
        return [.. touched.Values.Where(role => !gone.Contains(role.Id))];
    }

    private static Guid[] Moved(IReadOnlyList<Guid> ids, Guid id, bool isIn) =>
        [.. ids.Where(one => one != id), .. isIn ? [id] : Array.Empty<Guid>()];

    private static GrantEnd[] Ended(IReadOnlyList<GrantEnd> ends, Guid id, DateTimeOffset? until) =>
        [.. ends.Where(end => end.Of != id), .. until is { } at ? [new GrantEnd(id, Stored(at))] : Array.Empty<GrantEnd>()];

    private static Guid Id(IAccessFact fact) => fact switch
    {
        Team team => team.Id,
        Channel channel => channel.Id,
        CustomRole role => role.Id,
        IntegrationUser machine => machine.Id,
        ApiKey key => key.Id,
        _ => Guid.Empty,
    };

    /// <summary>The instant as it comes back from the database.</summary>
    private static DateTimeOffset Stored(DateTimeOffset at) => StoredInstant.Of(StoredInstant.Micros(at));

    private static DateTimeOffset? Stored(DateTimeOffset? at) => at is { } instant ? Stored(instant) : null;
}
