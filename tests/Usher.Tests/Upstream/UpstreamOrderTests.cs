using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Directory;
using Usher.Upstream;
using static Usher.Tests.Upstream.Reports;

namespace Usher.Tests.Upstream;

/// <summary>Reports end the same in whatever order, however often and in whatever batches they come.</summary>
public class UpstreamOrderTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(Scale.Seed, Scale.Of(2, 6))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Shuffled_doubled_and_late_reports_end_as_those_in_order(int seed)
    {
        await using var inOrder = await Open();
        await using var shuffled = await Open();
        var random = new Random(seed);
        var events = Events(inOrder, random);
        foreach (var (kind, item) in events.OrderBy(one => one.Item.At)) await Send(inOrder, kind, item);

        (ReportKind Kind, ReportedItem Item)[] doubled = [.. events, .. events];
        random.Shuffle(doubled);
        for (var at = 0; at < doubled.Length;)
        {
            var size = random.Next(1, 12);
            foreach (var batch in doubled.Skip(at).Take(size).GroupBy(one => one.Kind)) await Send(shuffled, batch.Key, [.. batch.Select(one => one.Item)]);
            at += size;
        }

        (await State(shuffled)).ShouldBe(await State(inOrder));
    }

    /// <summary>Sixty events of ten people, among them some of the town; of no more than five a deactivation, which is no suspicious share.</summary>
    private static (ReportKind Kind, ReportedItem Item)[] Events(Town town, Random random)
    {
        string[] people = ["user@harbor.example", "editor@harbor.example", .. Enumerable.Range(0, 8).Select(i => $"p{i}@harbor.example")];
        return
        [
            .. Enumerable.Range(0, 60).Select(i =>
            {
                var who = random.Next(people.Length);
                var leaves = random.Next(6) == 0 && who % 2 == 0;
                return (leaves ? ReportKind.Deactivation : ReportKind.SignIn,
                    Of(town, $"e{i}", random.Next(40), people[who], $"First{random.Next(5)}", $"Last{random.Next(3)}", random.Next(3) == 0));
            }),
        ];
    }
}
