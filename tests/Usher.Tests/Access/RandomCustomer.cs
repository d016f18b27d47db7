using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>A small customer and changes of it, by chance.</summary>
internal sealed class RandomCustomer(int seed)
{
    private static readonly DateTimeOffset Now = FactsChangeTests.Now;
    private readonly Random _chance = new(seed);
    private readonly List<Guid> _tenants = Ids(3);
    private readonly List<Guid> _apps = Ids(3);
    private int _named;

    public CustomerFacts Facts()
    {
        var facts = new CustomerFacts
        {
            Id = Guid.NewGuid(),
            Slug = "harbor",
            Version = 1,
            InsightsActive = true,
            Tenants = [.. _tenants.Select(id => new Named(id, $"t{id:N}"))],
            Apps = [.. _apps.Select(id => new Named(id, $"a{id:N}"))],
        };
        for (var i = 0; i < 40; i++) facts = facts.After(Grown(facts));
        return facts with { Version = 1 };
    }

    public FactsChange Change(CustomerFacts facts) => Grown(facts) with { Version = facts.Version + 1 };

    private FactsChange Grown(CustomerFacts facts) => _chance.Next(12) switch
    {
        0 => new() { Users = [User(Guid.NewGuid(), facts)] },
        1 or 2 when facts.Users.Count > 0 => new() { Users = [User(One(facts.Users).Id, facts) with { Email = One(facts.Users).Email }] },
        3 => new() { Teams = [new(Guid.NewGuid(), $"team{++_named}", [])] },
        4 when facts.Teams.Count > 0 && facts.Users.Count > 0 => Move((change, moves) => change with { TeamMembers = moves }, One(facts.Teams).Id, facts),
        5 => new() { Channels = [new(Guid.NewGuid(), $"channel{++_named}", null, [], [], 0)] },
        6 when facts.Channels.Count > 0 && facts.Users.Count > 0 => Move((change, moves) => change with { ChannelMembers = moves }, One(facts.Channels).Id, facts),
        7 when facts.Channels.Count > 0 && facts.Users.Count > 0 => Move((change, moves) => change with { Configurers = moves }, One(facts.Channels).Id, facts),
        8 => new() { CustomRoles = [new(facts.CustomRoles.Count > 2 ? One(facts.CustomRoles).Id : Guid.NewGuid(), $"role{++_named}", Some(_apps))] },
        9 when facts.Users.Count > 0 => new()
        {
            IntegrationUsers = [new(Guid.NewGuid(), $"machine{++_named}", One(facts.Users).Id, _chance.Next(2) == 0, [KeyScope.Parse($"call/read:team{_chance.Next(_named + 1)}")!])],
            Keys = [new(Guid.NewGuid(), One(facts.Users).Id, ActorKind.User, $"key{++_named}", [1], null, Now)],
        },
        10 when facts.Teams.Count > 1 && _chance.Next(2) == 0 => new() { Gone = [One(facts.Teams).Id] },
        10 when facts.CustomRoles.Count > 1 => new() { Gone = [One(facts.CustomRoles).Id] },
        11 when facts.Channels.Count > 1 => new() { Gone = [One(facts.Channels).Id, .. facts.Keys.Take(1).Select(key => key.Id), .. facts.IntegrationUsers.Take(1).Select(machine => machine.Id)] },
        _ => new() { Teams = [.. facts.Teams.Take(1).Select(team => team with { Archived = true, Members = [] })] },
    };

    private FactsChange Move(Func<FactsChange, IReadOnlyList<MemberMove>, FactsChange> with, Guid of, CustomerFacts facts)
    {
        var user = One(facts.Users).Id;
        var isIn = facts.Teams.Any(t => t.Id == of && t.Members.Contains(user)) || facts.Channels.Any(c => c.Id == of && (c.Members.Contains(user) || c.ConfiguredBy.Contains(user)));
        return with(new(), [new(of, user, !isIn)]);
    }

    private UserFacts User(Guid id, CustomerFacts facts)
    {
        var user = Endless(id, facts);
        // Some of what they were given ends: an hour ago, or tomorrow.
        return user with { Ends = [.. user.CustomRoles.Concat(user.Tenants).Where(_ => _chance.Next(3) == 0).Select(of => new GrantEnd(of, Now.AddHours(_chance.Next(2) == 0 ? -1 : 24)))] };
    }

    private UserFacts Endless(Guid id, CustomerFacts facts) => new()
    {
        Id = id,
        Email = $"{id:N}@harbor.example",
        Name = $"Person {++_named}",
        Active = _chance.Next(5) > 0,
        Connect = (ConnectRole)_chance.Next(2),
        Insights = (InsightsRole)_chance.Next(4),
        InsightsUntil = _chance.Next(3) == 0 ? Now.AddDays(1) : null,
        EditorOf = _chance.Next(2) == 0 ? Some(facts.Teams.Select(t => t.Id)) : null,
        CustomRoles = Some(facts.CustomRoles.Select(r => r.Id)),
        Tenants = Some(_tenants),
    };

    private T One<T>(IReadOnlyList<T> of) => of[_chance.Next(of.Count)];

    private Guid[] Some(IEnumerable<Guid> of) => [.. of.Where(_ => _chance.Next(2) == 0)];

    private static List<Guid> Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
}
