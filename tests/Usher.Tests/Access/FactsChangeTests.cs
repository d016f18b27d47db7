using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>A snapshot that was changed decides as one that is compiled from all the facts: told and read come to the same.</summary>
public class FactsChangeTests
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_changed_snapshot_is_the_one_compiled_from_the_facts_after_the_change(int seed)
    {
        var world = new RandomCustomer(seed);
        var snapshot = new CustomerSnapshot(world.Facts());
        for (var i = 0; i < 30; i++)
        {
            var before = Said(snapshot);
            var next = snapshot.After(world.Change(snapshot.Facts));
            Said(next).ShouldBe(Said(new CustomerSnapshot(next.Facts)));
            // What was held before still says what it said: it is not changed under those who use it.
            Said(snapshot).ShouldBe(before);
            snapshot = next;
        }
    }

    [Fact]
    public void Whoever_a_change_does_not_concern_is_not_compiled_again_and_belongs_to_the_new_snapshot()
    {
        var world = new RandomCustomer(1);
        var before = new CustomerSnapshot(world.Facts());
        var (changed, other) = (before.Facts.Users[0], before.User(before.Facts.Users[1].Id)!);
        var after = before.After(new() { Version = 2, Users = [changed with { Connect = ConnectRole.CustomerAdmin, Active = true }] });
        after.User(other.Id)!.Home.ShouldBeSameAs(after);
        after.User(other.Id)!.User.ShouldBeSameAs(other.User);
        before.User(other.Id)!.Home.ShouldBeSameAs(before);
        after.User(changed.Id)!.ConnectRole(Now).ShouldBe(ConnectRole.CustomerAdmin);
    }

    /// <summary>All that a snapshot answers.</summary>
    private static string Said(CustomerSnapshot customer)
    {
        var facts = customer.Facts;
        IEnumerable<string> said =
        [
            $"{customer.Version}",
            .. customer.Users.Select(user => $"{user.Id} {user.Digest(Now)} {user.Digest(Now.AddYears(1))} {ReferenceEquals(user.Home, customer)}"),
            .. facts.Users.Select(user => $"{user.Email} {customer.User(user.Email)?.Id} {customer.User(user.Id)?.Digest(Now)}"),
            .. facts.IntegrationUsers.Select(machine => $"{customer.IntegrationUser(machine.Id)!.Digest(Now)} {customer.IntegrationUser(machine.Name)!.Id}"),
            .. facts.Teams.Select(team => $"{team.Slug} {customer.Team(team.Slug)} {string.Join(',', team.Members.Order())}"),
            .. facts.CustomRoles.Select(role => $"{role.Slug} {customer.CustomRole(role.Slug)}"),
            .. new[] { Permission.AppView, Permission.UserView, Permission.WorkflowConfigure, Permission.TeamManage }.Select(permission => $"{permission} {string.Join(',', Found(customer, permission))}"),
            .. facts.Keys.Select(key => $"{key.Id} {customer.Key(key.Id)!.Name}"),
        ];
        return string.Join('\n', said.Order(StringComparer.Ordinal));
    }

    /// <summary>Who may in a customer at all: what a search goes through is changed with the snapshot.</summary>
    private static IEnumerable<Guid> Found(CustomerSnapshot customer, Permission permission) => SubjectSearch.Of(
        new() { SubjectType = "user", Action = permission.Action, Type = permission.Type, Id = customer.Facts.Slug, Customer = customer.Facts.Slug }, customer, new PlatformSnapshot(1, [], []))!
        .Page(null, int.MaxValue, Now).Select(user => user.Id);
}
