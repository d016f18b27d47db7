using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Directory;

namespace Usher.Tests.Machines;

/// <summary>Rule 18: nobody alone lets a machine read the calls of a team.</summary>
public class ApprovalOfCallsTests
{
    [Fact]
    public async Task Whoever_made_owns_or_keyed_what_reads_calls_does_not_approve_it_while_another_can()
    {
        await using var town = await Town.Open();
        var made = await Create(town, "made", "user");
        (await town.Try("orgadmin", new ApproveIntegration(made))).ShouldBeOfType<ApprovedByAnother>();
        (await IsApproved(town, made)).ShouldBeFalse();
        await town.Do("orgadmin2", new ApproveIntegration(made));
        (await IsApproved(town, made)).ShouldBeTrue();
        (await town.Try("orgadmin2", new MakeKey(made, "k", 30, null))).ShouldBeOfType<KeyedByAnother>();
        var key = await town.Do("orgadmin", new MakeKey(made, "k", 30, null));
        (await town.Try("orgadmin2", new RotateKey(made, key.Id, 30, 1))).ShouldBeOfType<KeyedByAnother>();

        await town.Do("orgadmin", new HandOver(made, town["orgadmin2"]));
        (await IsApproved(town, made)).ShouldBeFalse("who approved it owns it now");

        var keyed = await Create(town, "keyed", "user", by: "orgadmin2");
        await town.Do("orgadmin", new MakeKey(keyed, "k", 30, null));
        await Promote(town, "editor");
        (await town.Try("orgadmin", new ApproveIntegration(keyed))).ShouldBeOfType<ApprovedByAnother>();
        await town.Do("editor", new ApproveIntegration(keyed));
    }

    [Fact]
    public async Task What_reads_no_calls_is_approved_by_whoever_made_it()
    {
        await using var town = await Town.Open();
        var id = await town.Do("orgadmin", new CreateIntegrationUser("pusher", town["user"], ["call/ingest"]));
        await town.Do("orgadmin", new ApproveIntegration(id));
        (await IsApproved(town, id)).ShouldBeTrue();
        await town.Do("orgadmin", new ChangeScopes(id, ["call/ingest", "call/read:sales"]));
        (await IsApproved(town, id)).ShouldBeFalse();
        (await town.Try("orgadmin", new ApproveIntegration(id))).ShouldBeOfType<ApprovedByAnother>();
    }

    [Fact]
    public async Task A_sole_Organization_Admin_s_approval_waits_a_day_after_the_team_was_told_by_name()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["orgadmin2"], InsightsRole.DefaultUser, null, null));
        var id = await Create(town, "reader", "user");
        await town.Do("orgadmin", new ApproveIntegration(id));
        (await IsApproved(town, id)).ShouldBeFalse();
        (await town.Rows<Job>()).ShouldContain(job => job.Kind == "AccessChanged/TellOfAccess" && job.Payload.Contains(id.ToString()) && job.Payload.Contains(town["default"].ToString()) && job.Payload.Contains("\"From\":\""));

        town.Clock.Move(TimeSpan.FromHours(23));
        await Announced(town);
        (await IsApproved(town, id)).ShouldBeFalse();
        town.Clock.Move(TimeSpan.FromHours(2));
        await Announced(town);
        (await IsApproved(town, id)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_announced_approval_that_was_withdrawn_or_outrun_by_wider_scopes_does_not_come_into_force(bool withdrawn)
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["orgadmin2"], InsightsRole.DefaultUser, null, null));
        var id = await Create(town, "reader", "user");
        await town.Do("orgadmin", new ApproveIntegration(id));
        if (withdrawn) await town.Do("orgadmin", new ApproveIntegration(id, Approved: false));
        else await town.Do("orgadmin", new ChangeScopes(id, ["call/read:sales,support-desk"]));
        town.Clock.Move(TimeSpan.FromHours(25));
        await Announced(town);
        (await IsApproved(town, id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_joins_a_team_is_announced_to_it()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        (await town.Rows<Job>()).Where(job => job.Kind == "TeamJoined/TellTeam" && job.Payload.Contains(town["user"].ToString())).ShouldHaveSingleItem()
            .Payload.ShouldContain(town["orgadmin"].ToString());
    }

    private static Task<Guid> Create(Town town, string name, string owner, string by = "orgadmin") =>
        town.Do(by, new CreateIntegrationUser(name, town[owner], ["call/read:sales"]));

    private static async Task<bool> IsApproved(Town town, Guid id) => (await town.Rows<IntegrationUser>()).Single(m => m.Id == id).Approved;

    private static Task Promote(Town town, string who) => town.Do("orgadmin", new SetLevel(town[who], InsightsRole.OrganizationAdmin, null, null));

    private static async Task Announced(Town town)
    {
        var runner = new JobRunner(
            town.Store, town.Gate, new JobSignal(), town.Clock, [JobRoute.To(() => new ApproveWhatWasAnnounced(), typeof(ApproveWhatWasAnnounced))], NullLogger<JobRunner>.Instance);
        while (await runner.Turn() > 0)
        {
        }
    }
}
