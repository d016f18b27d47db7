using Usher.Access;
using Usher.Calls;
using Usher.Calls.SavedSearches;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Calls;

namespace Usher.Tests.Directory;

/// <summary>Lists come part by part: nothing is lost or shown twice while things are renamed, added and removed, and a cursor is of one list.</summary>
public class PagesTests
{
    /// <summary>The lists by name that things can be renamed in, added to and removed from while they are read.</summary>
    public static TheoryData<string> Renamed => ["users", "active users", "seats", "members", "teams", "staff"];

    [Theory]
    [InlineData("zzzz Last")]
    [InlineData("aaaa First")]
    [InlineData("Person 020")]
    public async Task The_last_one_of_a_page_is_renamed_and_everyone_is_listed_once(string to)
    {
        await using var town = await Town.Open();
        await Fill(town, 83);
        foreach (var list in new[] { "users", "seats", "members" })
        {
            var seen = new List<Guid>();
            var (ids, next) = await Read(town, list, null);
            seen.AddRange(ids);
            await town.Do("customeradmin", new RenameUser(ids[^1], to, ""));
            while (next is not null)
            {
                (ids, next) = await Read(town, list, next);
                seen.AddRange(ids);
            }

            seen.Count.ShouldBe(seen.Distinct().Count(), list);
            seen.Count.ShouldBe((await Everything(town, list)).Count, list);
            await town.Do("customeradmin", new RenameUser(seen[49], "Person again", ""));
        }
    }

    [Theory]
    [MemberData(nameof(Renamed))]
    public async Task Whatever_is_renamed_added_and_removed_between_pages_nothing_that_was_there_throughout_is_lost_or_shown_twice(string list)
    {
        foreach (var seed in Enumerable.Range(Scale.Seed, Scale.Of(1, 2)))
        {
            await using var town = await Town.Open();
            await Fill(town, 120);
            var random = new Random(seed);
            var there = (await Everything(town, list)).ToHashSet();
            there.Count.ShouldBeGreaterThan(100);
            var seen = new List<Guid>();
            string? next = null;
            do
            {
                (var ids, next) = await Read(town, list, next);
                seen.AddRange(ids);
                if (next is not null) await Stir(town, list, random, there);
            }
            while (next is not null);

            var shown = seen.Where(there.Contains).ToList();
            shown.Count.ShouldBe(shown.Distinct().Count(), $"{list}, seed {seed}: shown twice");
            there.Except(shown).ShouldBeEmpty($"{list}, seed {seed}: lost");
        }
    }

    [Fact]
    public async Task A_cursor_is_of_one_list_of_one_customer_with_its_filters()
    {
        await using var town = await Town.Open();
        await Fill(town, 60);
        var next = (await town.Read("customeradmin", new ListUsers(new()))).Next!;
        (await town.Read("customeradmin", new ListUsers(new()) { Cursor = next })).Items.ShouldNotBeEmpty();
        (await town.Read("customeradmin2", new ListUsers(new()) { Cursor = next })).Items.ShouldNotBeEmpty("whoever may read the list");
        await Refused("customeradmin", new ListUsers(new("person")) { Cursor = next });
        await Refused("customeradmin", new ListUsers(new(State: "active")) { Cursor = next });
        await Refused("customeradmin", new ListUsers(new(Order: "newest")) { Cursor = next });
        await Refused("orgadmin", new ListSeatUse(new()) { Cursor = next });
        await Refused("orgadmin", new ListTeamMembers(town["sales"]) { Cursor = next });
        await Refused("customeradmin@lakeside", new ListUsers(new()) { Cursor = next });
        (await town.Try(town.As("customeradmin") with { Reads = ReaderOrder.Of("sv") }, new ListUsers(new()) { Cursor = next })).ShouldBeOfType<Invalid>("another order");

        async Task Refused<TFound, TResult>(string who, Query<TFound, TResult> query) =>
            (await town.Try(who, query)).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/cursor"]);
    }

    [Fact]
    public async Task A_cursor_that_was_changed_is_none_and_nobody_reads_a_name_in_it()
    {
        await using var town = await Town.Open();
        await Fill(town, 60);
        var next = (await town.Read("customeradmin", new ListUsers(new()))).Next!;
        (await town.Read("customeradmin", new ListUsers(new()))).Next.ShouldBe(next, "the same position is the same cursor");
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(next)).ShouldNotContain("Person");
        for (var i = 0; i < next.Length; i++)
        {
            var other = next[i] == 'A' ? 'B' : 'A';
            (await town.Try("customeradmin", new ListUsers(new()) { Cursor = $"{next[..i]}{other}{next[(i + 1)..]}" })).ShouldBeOfType<Invalid>();
        }

        foreach (var none in new[] { "", "A", next + "A", next[..^1], next + "=", next + " ", Guid.NewGuid().ToString("N"), new string('A', 5_000), "ÿÿ" })
            (await town.Try("customeradmin", new ListUsers(new()) { Cursor = none })).ShouldBeOfType<Invalid>(none);
    }

    [Fact]
    public async Task Any_part_of_any_list_takes_three_queries_at_most()
    {
        await using var town = await Town.Open();
        await Fill(town, 110);
        using var log = new QueryLog(town.Database);
        foreach (var list in Renamed.Select(row => row.Data))
        {
            var (_, next) = await Read(town, list, null);
            foreach (var cursor in new[] { null, next })
            {
                await Read(town, list, cursor);
                var (_, asked) = await log.During(() => Read(town, list, cursor));
                asked.Count.ShouldBeLessThanOrEqualTo(3, $"{list}: {string.Join(" | ", asked)}");
            }
        }

        await Most(new ListUsers(new(Seat: true)), "useradmin");
        await Most(new ListSeatUse(new(Seat: false), Idle: true), "orgadmin");
        await Most(new ListCustomRoles(), "customeradmin");
        await Most(new ListIntegrationUsers(), "orgadmin");
        await Most(new ListApps(), "user");
        await Most(new ListRequests(), "orgadmin");
        await Most(new ListDeliveries(), "orgadmin");
        await Most(new ListInbox(), "user");
        await Most(new ListPersonalKeys(), "user");
        await Most(new ListKeyPermissions(), "user");
        await Most(new ListSessions(), "user");
        await Most(new ListMutedAccounts(), "user");
        await Most(new ListSavedSearches(), "user");
        await Most(new ListChannelMembers(town["sales"], town["deals"]), "orgadmin");

        async Task Most<TFound, TResult>(Query<TFound, TResult> query, string who)
        {
            await town.Read(who, query);
            var (_, asked) = await log.During(() => town.Read(who, query));
            asked.Count.ShouldBeLessThanOrEqualTo(3, $"{query}: {string.Join(" | ", asked)}");
        }
    }

    [Fact]
    public void Whatever_lists_things_lists_them_part_by_part()
    {
        var lists = typeof(Gate).Assembly.GetTypes().Where(type => !type.IsAbstract && Answer(type) is { } answer
            && answer.GetProperty("Items") is { } items && items.PropertyType.IsGenericType && answer.GetProperty("Next") is not null).ToList();
        lists.Count.ShouldBeGreaterThan(15);
        lists.Where(type => !Bases(type).Any(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(Listing<,>))).Select(type => type.Name).ShouldBeEmpty();

        static Type? Answer(Type type) => Bases(type).FirstOrDefault(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(UseCase<,>))?.GetGenericArguments()[1];
        static IEnumerable<Type> Bases(Type type)
        {
            for (var b = type.BaseType; b is not null; b = b.BaseType) yield return b;
        }
    }

    [Fact]
    public async Task Names_that_were_replaced_are_forgotten_after_a_week()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new RenameUser(town["user"], "Dylan", "Adebayo"));
        await town.Do("customeradmin", new RenameUser(town["user"], "Dylan", "Adebayo"));
        (await town.Rows<Renaming>()).ShouldHaveSingleItem().Name.ShouldBe("User Example");
        var upkeep = new Upkeep(town.Store, town.Refusals, town.Heads, town.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<Upkeep>.Instance);
        await upkeep.Forget(default);
        (await town.Rows<Renaming>()).ShouldHaveSingleItem();
        town.Clock.Move(TimeSpan.FromDays(7.1));
        await upkeep.Forget(default);
        (await town.Rows<Renaming>()).ShouldBeEmpty();
    }

    /// <summary>Changes some of what is listed; what was removed is taken out of those that were there throughout.</summary>
    private static async Task Stir(Town town, string list, Random random, HashSet<Guid> there)
    {
        for (var i = 0; i < 12; i++)
        {
            var some = there.ElementAt(random.Next(there.Count));
            var name = $"{(char)('a' + random.Next(26))}{random.Next(1_000)} Renamed";
            switch (list, random.Next(4))
            {
                case ("teams", 0):
                    await town.Do("orgadmin", new CreateTeam($"{name} {Guid.NewGuid():N}"));
                    break;
                case ("teams", 1):
                    await town.Do("orgadmin", new ArchiveTeam(some));
                    there.Remove(some);
                    break;
                case ("teams", _):
                    await town.Do("orgadmin", new RenameTeam(some, $"{name} {Guid.NewGuid():N}"));
                    break;
                case ("staff", _) when some == town["super"]:
                    break;
                case ("staff", _):
                    var facts = (await town.Snapshots.Platform(default)).StaffMember(some)!.StaffMember!;
                    if (facts.Active) await town.Do(Caller.PlatformTeam(Guid.Empty), new EndStaffRole(facts.Role, facts.Email));
                    else await town.Do(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(facts.Role, facts.Email, name));
                    break;
                case (_, 0):
                    var added = await town.Do("super", new AddUser(new($"{Guid.NewGuid():N}@harbor.example", name), ConnectRole.User, [], []));
                    await town.Do("orgadmin", new AddTeamMember(town["sales"], added));
                    break;
                case ("active users", 1) when await Plain(town, some):
                    await town.Do("customeradmin", new DeactivateUser(some));
                    there.Remove(some);
                    break;
                case ("members", 1):
                    await town.Do("orgadmin", new RemoveTeamMember(town["sales"], some));
                    there.Remove(some);
                    break;
                default:
                    await town.Do("customeradmin", new RenameUser(some, name, random.Next(2) == 0 ? "" : "Ruiz"));
                    break;
            }
        }
    }

    private static async Task<bool> Plain(Town town, Guid user) =>
        (await town.Snapshots.Customer(Town.Harbor, default))!.User(user)! is { User: { Connect: ConnectRole.User, Insights: InsightsRole.DefaultUser } };

    private static async Task<List<Guid>> Everything(Town town, string list)
    {
        var all = new List<Guid>();
        string? next = null;
        do
        {
            (var ids, next) = await Read(town, list, next);
            all.AddRange(ids);
        }
        while (next is not null);

        return all;
    }

    private static async Task<(IReadOnlyList<Guid> Ids, string? Next)> Read(Town town, string list, string? cursor) => list switch
    {
        "users" => await town.Read("customeradmin", new ListUsers(new()) { Cursor = cursor }) is var page ? ([.. page.Items.Select(user => user.Id)], page.Next) : default,
        "active users" => await town.Read("customeradmin", new ListUsers(new(State: "active")) { Cursor = cursor }) is var page ? ([.. page.Items.Select(user => user.Id)], page.Next) : default,
        "seats" => await town.Read("orgadmin", new ListSeatUse(new()) { Cursor = cursor }) is var page ? ([.. page.Items.Select(use => use.User.Id)], page.Next) : default,
        "members" => await town.Read("orgadmin", new ListTeamMembers(town["sales"]) { Cursor = cursor }) is var page ? ([.. page.Items.Select(who => who.Id)], page.Next) : default,
        "teams" => await town.Read("orgadmin", new ListTeams { Cursor = cursor }) is var page ? ([.. page.Items.Select(team => team.Id)], page.Next) : default,
        "staff" => await town.Read(town.As("super", Guid.Empty), new ListStaff { Cursor = cursor }) is var page ? ([.. page.Items.Select(member => member.Id)], page.Next) : default,
        _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    /// <summary>As many people, members of a team, teams and members of staff besides those of the town.</summary>
    private static async Task Fill(Town town, int many)
    {
        town.IsHeldAgainstItsLogs = false;
        await using (var db = town.Store.Context(Town.Harbor))
        await using (var turn = await town.Store.BeginWrite(db, default))
        {
            var head = await town.Store.LockHead(db, Town.Harbor, default);
            for (var i = 0; i < many; i++)
            {
                var user = new User { Id = Guid.CreateVersion7(), AccountId = Guid.CreateVersion7(), Email = $"person{i}@harbor.example", FirstName = "Person", LastName = $"{i:000}", Since = town.Now };
                db.Add(user);
                db.Add(new TeamMember { TeamId = town["sales"], UserId = user.Id });
                db.Add(new Team { Id = Guid.CreateVersion7(), Slug = $"team-{i}", Name = $"Team {i:000}" });
            }

            head!.Version++;
            await db.SaveChangesAsync();
            await turn.Commit();
        }

        await using (var db = town.Store.Context(Guid.Empty))
        await using (var turn = await town.Store.BeginWrite(db, default))
        {
            var head = await town.Store.LockHead(db, Guid.Empty, default);
            for (var i = 0; i < many; i++) db.Add(new StaffMember { Id = Guid.CreateVersion7(), Email = $"staff{i}@usher.example", Name = $"Staff {i:000}", Role = StaffRole.SupportUser });
            head!.Version++;
            await db.SaveChangesAsync();
            await turn.Commit();
        }

        town.Snapshots.DropAll();
    }
}
