using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class TeamsTests
{
    [Fact]
    public async Task A_team_is_made_with_the_slug_its_name_suggests_or_one_given()
    {
        await using var town = await Town.Open();
        (await town.Do("orgadmin", new CreateTeam("Renewals & Growth"))).Slug.ShouldBe("renewals-growth");
        (await town.Do("orgadmin", new CreateTeam("營業", "eigyo"))).Slug.ShouldBe("eigyo");
        (await town.Try("orgadmin", new CreateTeam("SALES"))).ShouldBeOfType<NameTaken>();
        (await town.Try("orgadmin", new CreateTeam("營業"))).ShouldBeOfType<NameTaken>();
        (await town.Try("orgadmin", new CreateTeam("a\u202Eb"))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new CreateTeam("Fine", "Not Fine"))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task A_renamed_team_keeps_its_short_name()
    {
        await using var town = await Town.Open();
        (await town.Try("editor", new RenameTeam(town["sales"], "Field sales"))).ShouldBeOfType<NotAllowed>();
        (await town.Try("orgadmin", new RenameTeam(town["sales"], " "))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new RenameTeam(Guid.CreateVersion7(), "Field sales"))).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 9 }, new RenameTeam(town["sales"], "Field sales"))).ShouldBeOfType<SomeoneChangedThis>();
        await town.Do("orgadmin", new RenameTeam(town["sales"], " Field  sales "));
        var team = await town.Read("orgadmin", new ViewTeam(town["sales"]));
        (team.Slug, team.Name).ShouldBe(("sales", "Field sales"));
    }

    [Fact]
    public async Task Somebody_is_moved_from_one_team_to_another_at_once_and_told_once()
    {
        await using var town = await Town.Open();
        Task<Refusal?> Move(string who, string person, string from, Guid to) => town.Try(who, new MoveTeamMember(town[from], town[person], to));
        (await Move("orgadmin", "user", "sales", town["support-desk"])).ShouldBeOfType<NotInThisTeam>();
        (await Move("orgadmin", "default", "sales", town["sales"])).ShouldBeOfType<Invalid>();
        (await Move("orgadmin", "default", "sales", town["sales@lakeside"])).ShouldBeOfType<Invalid>();
        (await Move("editor", "default", "sales", town["support-desk"])).ShouldBeOfType<NotAllowed>();
        await town.Do("orgadmin2", new AddTeamMember(town["sales"], town["orgadmin"]));
        (await Move("orgadmin", "orgadmin", "sales", town["support-desk"])).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await Move("orgadmin", "default", "sales", town["support-desk"])).ShouldBeNull();
        var teams = (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Teams.ToDictionary(t => t.Slug, t => t.Members);
        (teams["sales"].Contains(town["default"]), teams["support-desk"].Contains(town["default"])).ShouldBe((false, true));
        (await town.ToldTo("default")).ShouldBe([DirectoryNotices.Teams]);
        await town.Do("orgadmin", new ArchiveTeam(town["sales"]));
        (await Move("orgadmin", "default", "support-desk", town["sales"])).ShouldBeOfType<TeamIsArchived>();
    }

    [Fact]
    public async Task An_archived_team_keeps_its_people_loses_its_channels_and_takes_nobody_until_it_is_restored()
    {
        await using var town = await Town.Open();
        await town.Do("editor", new SetDestination(town["sales"], false, town["deals"]));
        (await town.Try("editor", new ArchiveTeam(town["sales"]))).ShouldBeOfType<NotAllowed>();
        (await town.Try("orgadmin", new ArchiveTeam(Guid.CreateVersion7()))).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 9 }, new ArchiveTeam(town["sales"]))).ShouldBeOfType<SomeoneChangedThis>();
        await town.Do("orgadmin", new ArchiveTeam(town["sales"]));
        await town.Do("orgadmin", new ArchiveTeam(town["sales"]));

        (await town.Read("orgadmin", new ListTeams())).Items.Select(t => t.Slug).ShouldBe(["support-desk"]);
        var team = (await town.Read("orgadmin", new ListTeams(Archived: true))).Items.ShouldHaveSingleItem();
        (team.Archived, team.Size, team.Channels.Count, team.DestinationChannel).ShouldBe((town.Now, 1, 0, null));
        (await town.Try("orgadmin", new AddTeamMember(town["sales"], town["user"]))).ShouldBeOfType<TeamIsArchived>();
        (await town.Try("orgadmin", new BindChannel(town["sales"], "C0NEW", "new"))).ShouldBeOfType<TeamIsArchived>();
        (await town.Try("editor", new SetDestination(town["sales"], true, null))).ShouldBeOfType<TeamIsArchived>();
        (await town.Try("orgadmin", new CreateTeam("Sales"))).ShouldBeOfType<NameTaken>();
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["default"]));

        await town.Do("orgadmin", new ArchiveTeam(town["sales"], Archived: false));
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
    }

    [Fact]
    public async Task Five_thousand_members_come_by_name_a_page_at_a_time_also_when_the_last_one_read_has_left()
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        var names = Enumerable.Range(0, 5_000).Select(i => $"Member {i:0000}").ToList();
        await using (var db = town.Store.Context(Town.Harbor))
        await using (var turn = await town.Store.BeginWrite(db, default))
        {
            var head = await town.Store.LockHead(db, Town.Harbor, default);
            foreach (var name in names)
            {
                var user = new User { Id = Guid.CreateVersion7(), AccountId = Guid.CreateVersion7(), Email = $"{name.Replace(' ', '.')}@harbor.example".ToLowerInvariant(), FirstName = name, LastName = "", Since = town.Now };
                db.Add(user);
                db.Add(new TeamMember { TeamId = town["sales"], UserId = user.Id });
            }

            head!.Version++;
            await db.SaveChangesAsync();
            await turn.Commit();
        }

        town.Snapshots.DropAll();
        (await town.Read("orgadmin", new ListTeams())).Items.Single(t => t.Slug == "sales").Size.ShouldBe(5_001);
        List<string> read = [];
        string? cursor = null;
        for (var page = 0; page < 3; page++)
        {
            var members = await town.Read("orgadmin", new ListTeamMembers(town["sales"], "member") { Cursor = cursor });
            members.Items.Count.ShouldBe(50);
            read.AddRange(members.Items.Select(member => member.Name));
            cursor = members.Next;
            if (page == 1) await town.Do("orgadmin", new RemoveTeamMember(town["sales"], members.Items[^1].Id));
        }

        read.ShouldBe(names.Take(150));
        (await town.Read("orgadmin", new ListTeamMembers(town["sales"], "4999"))).Items.ShouldHaveSingleItem();
        (await town.Try("orgadmin", new ListTeamMembers(town["sales"]) { Cursor = "nonsense" })).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task A_team_says_who_is_in_its_channel_to_those_who_manage_teams_and_that_nobody_moves_themselves()
    {
        await using var town = await Town.Open();
        var team = await town.Read("orgadmin", new ViewTeam(town["sales"]));
        var channel = team.Channels.ShouldHaveSingleItem();
        channel.Size.ShouldBe((await town.Read("orgadmin", new ListChannelMembers(town["sales"], channel.Id))).Items.Count);
        team.Can["manage"].Allowed.ShouldBeTrue();
        team.Can["moveMyself"].Allowed.ShouldBeFalse();
        team.Can["moveMyself"].Why.ShouldNotBeNull();
        (await town.Read("editor", new ViewTeam(town["sales"]))).Channels.ShouldHaveSingleItem().Size.ShouldBeNull();
        (await town.Try("editor", new ListChannelMembers(town["sales"], channel.Id))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task People_are_put_into_teams_by_others()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Teams.Single(t => t.Slug == "sales").Members.ShouldBe([town["default"], town["user"]], ignoreOrder: true);
        (await town.ToldTo("user")).ShouldBe([DirectoryNotices.Teams]);
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["user"]));
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["user"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Teams.Single(t => t.Slug == "sales").Members.ShouldBe([town["default"]]);

        (await town.Try("orgadmin", new AddTeamMember(town["sales"], town["orgadmin"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await town.Try("orgadmin", new RemoveTeamMember(town["sales"], town["orgadmin"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await town.Try("orgadmin", new AddTeamMember(Guid.CreateVersion7(), town["user"]))).ShouldBeOfType<NotFound>();
        (await town.Try("orgadmin", new AddTeamMember(town["sales"], Guid.CreateVersion7()))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task A_channel_belongs_to_one_team_at_a_time_and_whoever_bound_it_is_remembered()
    {
        await using var town = await Town.Open();
        (await town.Try("orgadmin", new BindChannel(town["support-desk"], "C1DEALS", "deals"))).ShouldBeOfType<ChannelBoundElsewhere>();
        (await town.Try("orgadmin", new BindChannel(town["sales"], "deals!", "deals"))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new BindChannel(Guid.CreateVersion7(), "C1X", "x"))).ShouldBeOfType<NotFound>();
        (await town.Try("orgadmin", new UnbindChannel(town["support-desk"], town["deals"]))).ShouldBeOfType<NotFound>();
        await town.Do("orgadmin", new SetDestination(town["sales"], true, town["deals"]));
        await town.Do("orgadmin", new UnbindChannel(town["sales"], town["deals"]));
        (await town.Read("orgadmin", new ViewTeam(town["sales"]))).DestinationChannel.ShouldBeNull();
        (await town.Do("orgadmin", new BindChannel(town["support-desk"], "C1DEALS", "deals"))).ShouldBe(town["deals"]);
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Channels.Single().ConfiguredBy.ShouldBe([town["orgadmin"], town["orgadmin2"]], ignoreOrder: true);
    }

    [Fact]
    public async Task Notes_go_only_to_a_channel_bound_to_the_team()
    {
        await using var town = await Town.Open();
        (await town.Try("editor", new SetDestination(town["support-desk"], true, town["deals"]))).ShouldBeOfType<ChannelNotBound>();
        (await town.Try("editor", new SetDestination(town["sales"], true, Guid.CreateVersion7()))).ShouldBeOfType<ChannelNotBound>();
        (await town.Try("editor", new SetDestination(Guid.CreateVersion7(), true, null))).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("editor") with { IfMatch = 9 }, new SetDestination(town["sales"], true, null))).ShouldBeOfType<SomeoneChangedThis>();
        await town.Do("editor", new SetDestination(town["sales"], false, town["deals"]));
        var team = await town.Read("orgadmin", new ViewTeam(town["sales"]));
        (team.MessageOwner, team.DestinationChannel).ShouldBe((false, town["deals"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Channels.Single().ConfiguredBy.ShouldContain(town["editor"]);
        (await town.Read("orgadmin", new ListTeamMembers(town["sales"]))).Items.Single().Id.ShouldBe(town["default"]);
    }
}
