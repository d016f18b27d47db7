namespace Usher.Access;

public sealed partial class CustomerSnapshot
{
    /// <summary>
    /// The snapshot after a change, the same as one compiled from all its facts. Only those that the change concerns are compiled: in a
    /// customer of 10,000 people it takes a fraction of a millisecond instead of fifty.
    /// </summary>
    public CustomerSnapshot After(FactsChange change) => After(change, Facts.After(change));

    /// <inheritdoc cref="After(FactsChange)"/>
    /// <param name="change">The change.</param>
    /// <param name="facts">The facts after it.</param>
    public CustomerSnapshot After(FactsChange change, CustomerFacts facts) => new(this, facts, change, Catalogue);

    /// <summary>The same customer with another catalogue: only what points to it is compiled again.</summary>
    public CustomerSnapshot Seeing(AppCatalogue catalogue) =>
        ReferenceEquals(catalogue, Catalogue) ? this : new(this, Facts, Unchanged, catalogue);

    private static readonly FactsChange Unchanged = new();

    private CustomerSnapshot(CustomerSnapshot before, CustomerFacts facts, FactsChange change, AppCatalogue catalogue)
    {
        Facts = facts;
        Catalogue = catalogue;
        (_tenants, _tenantIds, _allTenants, _apps) = (before._tenants, before._tenantIds, before._allTenants, before._apps);
        var sameTeams = change.Teams.Count == 0 && change.Gone.Count == 0;
        _teams = sameTeams ? before._teams : ByName(facts.Teams, t => t.Slug, t => t.Id);
        _teamIds = sameTeams ? before._teamIds : [.. facts.Teams.Select(t => t.Id)];
        _customRoles = ReferenceEquals(facts.CustomRoles, before.Facts.CustomRoles)
            ? before._customRoles
            : ByName(facts.CustomRoles, r => r.Slug, r => r.Id);
        _keys = ReferenceEquals(facts.Keys, before.Facts.Keys) ? before._keys : null;

        var samePeople = facts.Users.Count == before.Facts.Users.Count && change.Gone.Count == 0
            && change.Users.All(user => before._places.TryGetValue(user.Id, out var place)
            && before.Facts.Users[place].Email == user.Email);
        (_places, _placesByEmail) = samePeople ? (before._places, before._placesByEmail) : Places(facts.Users);
        _usersInOrder = samePeople ? before._usersInOrder?.After(change.Users) : null;
        _appsInOrder = ReferenceEquals(catalogue, before.Catalogue) ? before._appsInOrder : null;
        _users = samePeople
            ? [.. before._users]
            : [.. facts.Users.Select(user => before._places.TryGetValue(user.Id, out var place) ? before._users[place] : null!)];

        var moved = Moved(before.Facts, change);
        var readsAs = moved.Count == 0 ? [] : Memberships(facts, moved);
        var concerned = change.Users.Select(user => user.Id).Concat(moved).Concat(Named(before.Facts, change)).ToHashSet();
        foreach (var id in concerned)
        {
            if (!_places.TryGetValue(id, out var place)) continue;
            var known = _users[place];
            _users[place] = Actor.Of(facts.Users[place], this, known is null || moved.Contains(id)
                ? IdSet.Of(readsAs.GetValueOrDefault(id, []).Prepend(id))
                : known.ReadsAs);
        }

        (_integrationUsers, _integrationUsersByName) = Machines();
    }

    /// <summary>Those who read calls as other principals than before, or are new.</summary>
    private static HashSet<Guid> Moved(CustomerFacts before, FactsChange change)
    {
        var moved = change.TeamMembers.Concat(change.ChannelMembers).Concat(change.Configurers).Select(move => move.User).ToHashSet();
        foreach (var gone in change.Gone)
        {
            moved.UnionWith(before.Teams.FirstOrDefault(team => team.Id == gone)?.Members ?? []);
            moved.UnionWith(before.Channels.FirstOrDefault(channel => channel.Id == gone)?.Members ?? []);
        }

        return moved;
    }

    /// <summary>Those whose own facts name a custom role or a team that came, changed or is gone.</summary>
    private static IEnumerable<Guid> Named(CustomerFacts before, FactsChange change)
    {
        var names = change.Gone.Concat(change.CustomRoles.Select(role => role.Id)).Concat(change.Teams.Select(team => team.Id)).ToHashSet();
        return names.Count == 0
            ? []
            : before.Users.Where(user => user.CustomRoles.Any(names.Contains) || user.EditorOf?.Any(names.Contains) == true)
            .Select(user => user.Id);
    }
}
