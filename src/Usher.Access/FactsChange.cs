namespace Usher.Access;

/// <summary>Somebody in a team or channel, or not in it any more.</summary>
/// <param name="Of">The team or channel.</param>
/// <param name="User">The user.</param>
/// <param name="In">Whether they are in it now.</param>
public sealed record MemberMove(Guid Of, Guid User, bool In);

/// <summary>
/// What one change made of one customer's facts: small beside the facts, so that it can be sent, and what is held be changed by it instead
/// of being read again. What it does not name is as it was. Changes of what it has no word for (tenants, apps, the customer itself) are not
/// told in this way.
/// </summary>
public sealed record FactsChange
{
    /// <summary>The version that the facts have by this change, one more than before.</summary>
    public long Version { get; init; }

    /// <summary>Users who were added or are different now.</summary>
    public IReadOnlyList<UserFacts> Users { get; init; } = [];

    /// <summary>Teams that were added or are different now, their members apart.</summary>
    public IReadOnlyList<TeamFacts> Teams { get; init; } = [];

    /// <summary>Who joined or left teams.</summary>
    public IReadOnlyList<MemberMove> TeamMembers { get; init; } = [];

    /// <summary>Channels that were added or are different now, their people apart.</summary>
    public IReadOnlyList<ChannelFacts> Channels { get; init; } = [];

    /// <summary>Who joined or left channels.</summary>
    public IReadOnlyList<MemberMove> ChannelMembers { get; init; } = [];

    /// <summary>Who configured channels, or does not count as such any more.</summary>
    public IReadOnlyList<MemberMove> Configurers { get; init; } = [];

    /// <summary>Custom roles that were added or are different now.</summary>
    public IReadOnlyList<CustomRoleFacts> CustomRoles { get; init; } = [];

    /// <summary>Integration users that were added or are different now.</summary>
    public IReadOnlyList<IntegrationUserFacts> IntegrationUsers { get; init; } = [];

    /// <summary>Keys that were added or are different now.</summary>
    public IReadOnlyList<KeyFacts> Keys { get; init; } = [];

    /// <summary>The ids of whatever of these is gone, with everything that named it.</summary>
    public IReadOnlyList<Guid> Gone { get; init; } = [];
}

public sealed partial record CustomerFacts
{
    /// <summary>The facts after a change. Users keep their positions in the list; new ones come last.</summary>
    public CustomerFacts After(FactsChange change)
    {
        var gone = change.Gone.ToHashSet();
        return this with
        {
            Version = change.Version,
            Users = Forgetting(Merged(Users, change.Users, user => user.Id, gone), gone),
            Teams = Moved(
                Merged(Teams, change.Teams, team => team.Id, gone, (before, now) => now with { Members = before.Members }),
                    change.TeamMembers, team => team.Id,
                (team, moves) => team with { Members = Moved(team.Members, moves) }),
            Channels = Moved(
                Moved(
                    Merged(Channels, change.Channels, channel => channel.Id, gone,
                        (before, now) => now with { Members = before.Members, ConfiguredBy = before.ConfiguredBy }),
                    change.ChannelMembers, channel =>
                        channel.Id, (channel, moves) => channel with { Members = Moved(channel.Members, moves) }),
                change.Configurers, channel =>
                    channel.Id, (channel, moves) => channel with { ConfiguredBy = Moved(channel.ConfiguredBy, moves) }),
            CustomRoles = Merged(CustomRoles, change.CustomRoles, role => role.Id, gone),
            IntegrationUsers = Merged(IntegrationUsers, change.IntegrationUsers, machine => machine.Id, gone),
            Keys = Merged(Keys, change.Keys, key => key.Id, gone),
        };
    }

    /// <summary>Each in its position, new ones last; the same list when nothing of it is different.</summary>
    private static IReadOnlyList<T> Merged<T>(IReadOnlyList<T> all, IReadOnlyList<T> changed, Func<T, Guid> id, HashSet<Guid> gone,
        Func<T, T, T>? over = null)
    {
        if (changed.Count == 0 && (gone.Count == 0 || !all.Any(one => gone.Contains(id(one))))) return all;
        var now = changed.ToDictionary(id);
        var merged = new List<T>(all.Count + changed.Count);
        foreach (var one in all)
        {
            if (gone.Contains(id(one))) continue;
            merged.Add(now.Remove(id(one), out var other) ? over is null ? other : over(one, other) : one);
        }

        merged.AddRange(changed.Where(one => now.ContainsKey(id(one))));
        return merged.ToArray();
    }

    /// <summary>Users without what is gone: a team an Editor's grant named, a custom role.</summary>
    private static IReadOnlyList<UserFacts> Forgetting(IReadOnlyList<UserFacts> users, HashSet<Guid> gone)
    {
        if (gone.Count == 0 || !users.Any(Names)) return users;
        return [.. users.Select(user => Names(user)
            ? user with { CustomRoles = Without(user.CustomRoles), EditorOf = user.EditorOf is { } teams
            ? Without(teams)
            : null, Tenants = Without(user.Tenants) }
            : user)];

        bool Names(UserFacts user) =>
            user.CustomRoles.Any(gone.Contains) || user.EditorOf?.Any(gone.Contains) == true || user.Tenants.Any(gone.Contains);
        Guid[] Without(IReadOnlyList<Guid> ids) => [.. ids.Where(id => !gone.Contains(id))];
    }

    private static IReadOnlyList<T> Moved<T>(IReadOnlyList<T> all, IReadOnlyList<MemberMove> moves, Func<T, Guid> id,
        Func<T, IEnumerable<MemberMove>, T> with)
    {
        if (moves.Count == 0) return all;
        var of = moves.ToLookup(move => move.Of);
        return [.. all.Select(one => of.Contains(id(one)) ? with(one, of[id(one)]) : one)];
    }

    private static Guid[] Moved(IReadOnlyList<Guid> members, IEnumerable<MemberMove> moves)
    {
        var moved = moves.ToDictionary(move => move.User, move => move.In);
        return [.. members.Where(member => !moved.ContainsKey(member)), .. moved.Where(move => move.Value).Select(move => move.Key)];
    }
}
