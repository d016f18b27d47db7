using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Calls;

namespace Usher.Tests.Delivery;

public class PreviewTests
{
    [Fact]
    public async Task A_note_is_shown_on_the_latest_call_of_the_team_that_the_one_who_asks_sees_and_on_no_other()
    {
        await using var world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo" }) await world.Person(name);
        await world.Person("eddie", InsightsRole.Editor);
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        var sales = await world.Team("sales", "ana", "eddie");
        var desk = await world.Team("desk", "bo");
        await world.Recorder("olga");
        await world.Call("old", "ana", start: world.Clock.GetUtcNow().AddDays(-2));
        var latest = await world.Call("new", "ana", "Ana: We agreed on ten percent off the price.\nBo: Send the offer by Friday.", account: "Brackwater", start: world.Clock.GetUtcNow().AddHours(-3));
        await world.HeldCall("held", "ana");
        await world.Call("desk", "bo");

        var note = (await world.Gate.Run(world.As("eddie"), new PreviewDestination(sales))).Value!.Note!;
        note.Call.ShouldBe(latest);
        note.Facts.ShouldContain("Brackwater");
        note.Lines.ShouldNotBeEmpty();
        (await world.Gate.Run(world.As("eddie"), new PreviewDestination(desk))).Value!.Note.ShouldBeNull();
        (await world.Gate.Run(world.As("olga"), new PreviewDestination(sales))).Value!.Note.ShouldBeNull();
        (await world.Gate.Run(world.As("ana"), new PreviewDestination(sales))).Refused.ShouldBeOfType<NotAllowed>();
        (await world.Gate.Run(world.As("olga"), new PreviewDestination(Guid.CreateVersion7()))).Refused.ShouldBeOfType<NotFound>();
    }
}
