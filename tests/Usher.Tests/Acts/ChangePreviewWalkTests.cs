using Usher.Access;
using Usher.Platform;
using Usher.Tests.Access;
using Usher.Tests.Directory;

namespace Usher.Tests.Acts;

/// <summary>Random changes of access through the gate: what the preview showed is what then happened, asked question by question.</summary>
public class ChangePreviewWalkTests
{
    [Fact]
    public async Task Whatever_a_preview_shows_is_what_then_happens()
    {
        var (changes, flipped, refused) = (0, 0, 0);
        for (var seed = Scale.Seed; changes < Scale.Of(60); seed++)
        {
            await using var town = await Town.Open();
            var walk = await Walk.Begin(town, seed);
            for (var step = 0; step < 1_000 && changes < Scale.Of(60); step++)
            {
                var (who, act) = await walk.Next();
                var caller = town.As(who) with { Note = "For the walk." };
                if (!ChangePreviewTests.IsPreviewed(act.GetType()))
                {
                    await Sample.Try(town, caller, act);
                    continue;
                }

                var before = (await town.Snapshots.Customer(Town.Harbor, default))!;
                var (preview, refusal) = await ChangePreviewTests.Ask(town, caller, act);
                (await town.Snapshots.Customer(Town.Harbor, default)).ShouldBeSameAs(before);
                if (refusal is not null)
                {
                    refused++;
                    var done = await Sample.Try(town, caller, act);
                    done.ShouldNotBeNull($"walk {seed}, step {step}: {act} by {who}");
                    done.Code.ShouldBe(refusal.Code, $"walk {seed}, step {step}: {act} by {who}");
                    continue;
                }

                // Now and then somebody else is quicker.
                if (step % 5 == 0) await Sample.Try(town, town.As("orgadmin") with { Note = "For the walk." }, (await walk.Next()).Act);
                var (at, was) = (town.Now, (await town.Snapshots.Customer(Town.Harbor, default))!);
                var confirmed = await Sample.Try(town, caller with { Confirms = preview!.Token }, act);
                if (confirmed is not null)
                {
                    (await town.Snapshots.Customer(Town.Harbor, default)).ShouldBeSameAs(was);
                    continue;
                }

                changes++;
                var happened = NaiveFlips.Between(was, (await town.Snapshots.Customer(Town.Harbor, default))!, at);
                NaiveFlips.Of(preview.Flips).SetEquals(happened).ShouldBeTrue($"walk {seed}, step {step}: {act} by {who}");
                if (happened.Count > 0) flipped++;
            }
        }

        // A walk in which little happens proves little.
        flipped.ShouldBeGreaterThan(changes / 5);
        refused.ShouldBeGreaterThan(0);
    }
}
