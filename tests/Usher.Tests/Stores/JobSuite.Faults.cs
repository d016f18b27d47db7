using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Platform.Jobs;

namespace Usher.Tests.Stores;

/// <summary>What becomes of a job that fails: it is tried for its hours, then kept where people look; what renews always comes again.</summary>
public abstract partial class JobSuite
{
    [Fact]
    public async Task What_failed_is_tried_again_later_and_later_and_in_the_end_stays_where_it_is_seen()
    {
        await Ordered(1);
        var runner = Runner(new Painter { Fault = () => new InvalidDataException("content that must not be kept") });
        var pauses = new List<TimeSpan>();
        while ((await Jobs()).Single() is { Failed: null } job)
        {
            Clock.Move(job.Due - Clock.Stored);
            (await runner.Turn()).ShouldBe(1);
            (await runner.Turn()).ShouldBe(0);
            pauses.Add((await Jobs()).Single().Due - Clock.Stored);
        }

        pauses[..10].ShouldBe(pauses[..10].Order());
        pauses[0].ShouldBeLessThan(TimeSpan.FromSeconds(2));
        pauses.ShouldAllBe(pause => pause <= TimeSpan.FromMinutes(37.5));
        var given = (await Jobs()).Single();
        given.Failed.ShouldBe(nameof(InvalidDataException));
        (Clock.Stored - given.FirstDue).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(24));
        Clock.Move(TimeSpan.FromDays(1));
        (await runner.Turn()).ShouldBe(0);
    }

    [Fact]
    public async Task However_quickly_it_fails_nothing_is_given_up_before_its_hours_are_over()
    {
        await Ordered(1);
        var runner = Runner(new Painter { Fault = () => new TryAgain(TimeSpan.FromSeconds(1), reason: "busy") });
        for (var second = 0; second < 50; second++)
        {
            (await runner.Turn()).ShouldBe(1);
            Clock.Move(TimeSpan.FromSeconds(1));
        }

        (await Jobs()).Single().Failed.ShouldBeNull();
        Clock.Move(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(51));
        await runner.Turn();
        (await Jobs()).Single().Failed.ShouldBeNull();
        Clock.Move(TimeSpan.FromSeconds(1));
        await runner.Turn();
        (await Jobs()).Single().Failed.ShouldBe("busy");
    }

    [Fact]
    public async Task What_nobody_tried_for_days_is_tried_in_earnest_first()
    {
        await Ordered(1);
        Clock.Move(TimeSpan.FromDays(3));
        var runner = Runner(new Painter { Fault = () => new TryAgain(TimeSpan.FromSeconds(1)) });
        for (var attempt = 1; attempt < JobRunner.Attempts; attempt++)
        {
            (await runner.Turn()).ShouldBe(1);
            (await Jobs()).Single().Failed.ShouldBeNull();
            Clock.Move(TimeSpan.FromSeconds(1));
        }

        await runner.Turn();
        (await Jobs()).Single().Failed.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_given_up_before_it_is_said_where_people_look()
    {
        await Ordered(1);
        var painter = new Painter { Fault = () => new GiveUp("ChannelGone"), FaultOnGivingUp = true };
        await Runner(painter).Turn();
        (await Jobs()).Single().Failed.ShouldBeNull();

        painter.FaultOnGivingUp = false;
        Clock.Move(TimeSpan.FromMinutes(1));
        await Runner(painter).Turn();
        (await Jobs()).Single().Failed.ShouldBe("ChannelGone");
        (await Names()).ShouldBe(["ChannelGone"]);
    }

    [Fact]
    public async Task What_this_build_has_no_handler_for_waits_for_one_that_has()
    {
        await Ordered(1);
        var older = new JobRunner(House.Store, House.Gate, House.Bell, Clock, [], NullLogger<JobRunner>.Instance);
        for (var hour = 0; hour < 100; hour++)
        {
            await older.Turn();
            Clock.Move(TimeSpan.FromHours(1));
        }

        (await Runner(new Painter()).Turn()).ShouldBe(1);
        (await Names()).ShouldBe(["red"]);
    }

    /// <summary>Every kind of job that renews, found in the code.</summary>
    public static TheoryData<Type> Recurring => [.. typeof(JobRunner).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IRecurring)) && !t.IsInterface)];

    [Theory]
    [MemberData(nameof(Recurring))]
    public Task Whatever_goes_wrong_what_renews_comes_again(Type job) =>
        (Task)typeof(JobSuite).GetMethod(nameof(Survives), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(job).Invoke(this, null)!;

    private async Task Survives<TJob>()
        where TJob : IJob
    {
        await House.Gate.Effect<bool>(Ward, "Order", Section.Connect, work =>
        {
            work.Enqueue((TJob)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(TJob)));
            return Task.FromResult(true);
        });
        var faults = new Queue<Func<Exception>>(
        [
            () => new InvalidOperationException(), () => new GiveUp("never"), () => new TryAgain(TimeSpan.FromSeconds(1)), () => new TryAgain(null), () => new OperationCanceledException(),
            () => new DbUpdateConcurrencyException(), () => new NullReferenceException(), () => new JsonException(), () => new TimeoutException(), () => new HttpRequestException(),
        ]);
        var handler = new Faulty<TJob>();
        var route = JobRoute.To(() => handler);
        var runner = new JobRunner(House.Store, House.Gate, House.Bell, Clock, [route], NullLogger<JobRunner>.Instance);
        for (var round = 0; round < 300; round++)
        {
            faults.Enqueue(handler.Fault = faults.Dequeue());
            (await runner.Turn()).ShouldBe(1);
            var kept = (await Jobs()).Single();
            kept.Failed.ShouldBeNull();
            (kept.Due - Clock.Stored).ShouldBeLessThanOrEqualTo(1.25 * route.Every!.Value);
            Clock.Move(kept.Due - Clock.Stored);
        }

        handler.Fault = null;
        (await runner.Turn()).ShouldBe(1);
        (await Jobs()).Single().ShouldSatisfyAllConditions(j => j.Due.ShouldBe(Clock.Stored + route.Every!.Value), j => j.Attempt.ShouldBe(0), j => j.LeasedBy.ShouldBeNull());
    }

    [Fact]
    public async Task Whoever_is_asked_to_wait_waits_as_long_as_asked()
    {
        await Ordered(1);
        await Runner(new Painter { Fault = () => new TryAgain(TimeSpan.FromMinutes(7)) }).Turn();
        ((await Jobs()).Single().Due - Clock.Stored).ShouldBe(TimeSpan.FromMinutes(7));
    }

    [Fact]
    public async Task What_is_given_up_is_not_tried_again()
    {
        await Ordered(1);
        var runner = Runner(new Painter { Fault = () => new GiveUp("ChannelGone") });
        await runner.Turn();
        (await Jobs()).Single().Failed.ShouldBe("ChannelGone");
    }
}
