using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Governance;

/// <summary>What one can narrow a trail to: of the whole range, not of the page that happens to be shown.</summary>
public class AuditFacetsTests
{
    [Fact]
    public async Task Who_and_what_is_in_the_range_can_be_chosen_also_when_it_is_on_no_first_page()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new RenameUser(town["subject"], "Early", "Bird"));
        town.Clock.Move(TimeSpan.FromDays(2));
        var later = town.Clock.GetUtcNow();
        for (var time = 0; time < 60; time++) await town.Do("customeradmin", new RenameUser(town["user"], $"Often{(char)('a' + (time % 26))}", "Named"));

        var page = (await town.Read("customeradmin", new ReadConnectAudit(new()))).Lines;
        page.ShouldAllBe(line => !line.Names.ContainsKey(town["subject"]));
        var all = await town.Read("customeradmin", new ViewConnectAuditFacets(null, null));
        all.Subjects.ShouldContain(one => one.Id == town["subject"] && one.Name == "Early Bird");
        all.Actors.ShouldContain(one => one.Id == town["customeradmin"]);
        all.Acts.ShouldContain("RenameUser");
        var late = await town.Read("customeradmin", new ViewConnectAuditFacets(later, null));
        late.Subjects.ShouldNotContain(one => one.Id == town["subject"]);
        late.Acts.ShouldBe(["RenameUser"]);
    }

    [Fact]
    public async Task A_section_is_for_those_who_may_read_it()
    {
        await using var town = await Town.Open();
        (await town.Try("default", new ViewConnectAuditFacets(null, null))).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new ViewInsightsAuditFacets(null, null))).ShouldBeOfType<NotAllowed>();
        (await town.Read("orgadmin", new ViewInsightsAuditFacets(null, null))).Acts.ShouldNotBeEmpty();
    }
}
