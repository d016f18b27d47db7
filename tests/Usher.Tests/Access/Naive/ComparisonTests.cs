using System.Text;
using Usher.Directory.Worlds;
using Usher.Web.Commands;

namespace Usher.Tests.Access.Naive;

public class ComparisonTests
{
    /// <summary>Which worlds, as <c>from-to</c>: <c>bench/run worlds</c> goes through twenty thousand.</summary>
    private const string Worlds = "USHER_WORLDS";

    [Fact]
    public void The_product_and_the_naive_reading_of_the_law_answer_alike_in_random_worlds()
    {
        var seeds = (Environment.GetEnvironmentVariable(Worlds) ?? "1-60").Split('-').Select(int.Parse).ToArray();
        var (asked, allowed) = Comparison.Run(Enumerable.Range(seeds[0], seeds[1] - seeds[0] + 1), questionsPerWorld: 500);

        allowed.ShouldBeGreaterThan(asked / 10, "a comparison in which hardly anything is allowed compares little");
    }
}

/// <summary>Puts the same questions to both; used here in small, and at length by <c>bench/run worlds</c>.</summary>
internal static class Comparison
{
    public static (long Questions, long Allowed) Run(IEnumerable<int> seeds, int questionsPerWorld)
    {
        var (asked, allowed) = (0L, 0L);
        var characters = new char[4096];
        foreach (var seed in seeds)
        {
            var random = new RandomWorlds(seed);
            var yaml = random.World();
            var (world, naive) = (World.Load(yaml), new NaiveJudge(NaiveWorld.Load(yaml)));
            for (var i = 0; i < questionsPerWorld; i++)
            {
                var (question, now) = (random.Question(), random.Now());
                var expected = naive.Decide(question, now);
                var answer = DecideCommand.Answer(world, Encoding.UTF8.GetBytes(question), characters, now, out var fault);
                if (answer != expected || fault is not null)
                    throw new InvalidOperationException($"World {seed}, at {now:u}: the naive judge says {expected}, the product {answer} {fault}\n{question}\n{yaml}");
                asked++;
                if (answer) allowed++;
            }
        }

        return (asked, allowed);
    }
}
