using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Tests.Stores;

public sealed record PaintThing(Guid Thing, string Colour) : IJob;

public sealed record ThingPainted(Guid Thing) : IEvent;

/// <summary>Hears of it and does its part.</summary>
public sealed class Admirer : IListener<ThingPainted>
{
    public Task Do(ThingPainted job, JobRun run, CancellationToken ct) => run.Finish("AdmireThing", Section.Connect, work =>
    {
        work.Concerns(job.Thing);
        return Task.FromResult(0);
    }, ct);
}

/// <summary>Hears of it and always fails.</summary>
public sealed class Critic : IListener<ThingPainted>
{
    public Task Do(ThingPainted job, JobRun run, CancellationToken ct) => throw new InvalidOperationException();
}

/// <summary>Hears of it the day after.</summary>
public sealed class Historian : IListener<ThingPainted>, IHearsLater
{
    public static TimeSpan After => TimeSpan.FromDays(1);

    public Task Do(ThingPainted job, JobRun run, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>The job table on each database: nothing lost, nothing done twice, everyone's turn.</summary>
public abstract partial class JobSuite : IAsyncLifetime
{
    protected House House { get; private set; } = null!;

    protected Guid Ward { get; private set; }

    protected TestClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        House = await House.Open(await NewDatabase(), Clock);
        Ward = await House.Found("harbor");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is not null) await House.DisposeAsync();
    }

    [Fact]
    public async Task A_job_is_done_once_in_the_transaction_of_its_effect()
    {
        var thing = await Ordered(1);
        var runner = Runner(new Painter());
        (await runner.Turn()).ShouldBe(1);
        (await runner.Turn()).ShouldBe(0);
        (await Names()).ShouldBe(["red"]);
        (await Jobs()).ShouldBeEmpty();
        (await House.Log(Ward))[^1].Act.ShouldBe("PaintThing");
        thing.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_change_that_is_undone_leaves_no_job()
    {
        await Should.ThrowAsync<InvalidDataException>(() => House.Gate.Effect<int>(Ward, "Order", Section.Connect, work =>
        {
            work.Enqueue(new PaintThing(Guid.NewGuid(), "red"));
            throw new InvalidDataException();
        }));
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_whose_node_died_is_taken_by_another_when_the_lease_ends()
    {
        await Ordered(1);
        (await Runner(new Painter()).Take(8, default)).Count.ShouldBe(1);
        var other = Runner(new Painter());
        (await other.Turn()).ShouldBe(0);
        Clock.Move(JobRunner.Lease);
        (await other.Turn()).ShouldBe(1);
        (await Names()).ShouldBe(["red"]);
    }

    [Fact]
    public async Task A_node_that_comes_back_after_its_lease_writes_nothing()
    {
        await Ordered(1);
        var slow = Runner(new Painter { Name = "slow" });
        var lease = (await slow.Take(8, default)).Single();
        Clock.Move(JobRunner.Lease);
        await Runner(new Painter()).Turn();
        var size = (await House.Log(Ward)).Count;
        await slow.Do(lease, default);
        (await Names()).ShouldBe(["red"]);
        (await House.Log(Ward)).Count.ShouldBe(size);
    }

    [Fact]
    public async Task A_step_on_the_way_is_undone_too_when_the_lease_is_lost()
    {
        await Ordered(1);
        var slow = Runner(new Painter { StepFirst = true });
        var lease = (await slow.Take(8, default)).Single();
        Clock.Move(JobRunner.Lease);
        (await Runner(new Painter()).Take(8, default)).Count.ShouldBe(1);
        await slow.Do(lease, default);
        (await Names()).ShouldBe(["thing 0"]);
    }

    [Fact]
    public async Task A_step_that_only_reads_leads_to_nothing_when_the_lease_is_lost()
    {
        await Ordered(1);
        var run = new JobRun(House.Gate, (await Runner(new Painter()).Take(8, default)).Single());
        (await Read()).ShouldBe(1);
        Clock.Move(JobRunner.Lease);
        (await Runner(new Painter()).Take(8, default)).Count.ShouldBe(1);
        LeaseLost.Of(await Should.ThrowAsync<Exception>(Read)).ShouldNotBeNull();

        Task<int> Read() => run.Derive(work => work.Db.Set<Job>().CountAsync(), default);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_and_forth_loses_and_doubles_nothing()
    {
        for (var i = 0; i < 12; i++)
        {
            await Ordered(1);
            Clock.Move(i % 2 == 0 ? TimeSpan.FromDays(3) : -TimeSpan.FromDays(2));
        }

        Clock.Move(TimeSpan.FromDays(30));
        var painter = new Painter();
        var runner = Runner(painter);
        while (await runner.Turn() > 0) Clock.Move(-TimeSpan.FromMinutes(1));
        painter.Done.Values.ShouldAllBe(times => times == 1);
        painter.Done.Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_long_queue_of_one_customer_does_not_keep_another_waiting()
    {
        await Ordered(200);
        var lakeside = await House.Found("lakeside");
        await Order(lakeside, 1);
        var painter = new Painter();
        var runner = Runner(painter);
        await runner.Turn();
        await runner.Turn();
        painter.Customers.ShouldContain(lakeside);
    }

    [Fact]
    public async Task Several_nodes_share_the_work_and_do_nothing_twice()
    {
        await Ordered(60);
        var painter = new Painter();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var runner = Runner(painter);
            while ((await Jobs()).Count > 0) await runner.Turn();
        })));
        painter.Done.Count.ShouldBe(60);
        painter.Done.Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task A_runner_works_until_it_is_told_to_stop_and_wakes_when_work_comes()
    {
        using var stop = new CancellationTokenSource();
        var painter = new Painter();
        var all = painter.When(20);
        var running = Runner(painter).Run(stop.Token);
        await Ordered(20);
        await all.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running;
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_with_free_hands_has_what_it_adds_at_once_and_others_leave_it_while_it_lives()
    {
        var node = Guid.NewGuid();
        House.Bell.Offer(node, 3);
        await Ordered(5);
        (await Jobs()).Count(job => job.LeasedBy == node && job.Attempt == 1).ShouldBe(3);
        var other = Runner(new Painter());
        (await other.Turn()).ShouldBe(2);
        (await other.Turn()).ShouldBe(0);
        Clock.Move(JobRunner.Lease);
        (await other.Turn()).ShouldBe(3);
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_is_told_to_each_listener_at_its_time_and_the_fault_of_one_delays_no_other()
    {
        await House.Gate.Effect(Ward, "Paint", Section.Connect, work =>
        {
            work.Publish(new ThingPainted(work.NewId()));
            return Task.FromResult(0);
        });
        (await Jobs()).Select(job => (job.Kind, job.Due - Clock.Stored)).ShouldBe(
            [("ThingPainted/Admirer", TimeSpan.Zero), ("ThingPainted/Critic", TimeSpan.Zero), ("ThingPainted/Historian", TimeSpan.FromDays(1))], ignoreOrder: true);
        var runner = new JobRunner(
            House.Store, House.Gate, House.Bell, Clock,
            [JobRoute.To(() => new Critic(), typeof(Critic)), JobRoute.To(() => new Admirer(), typeof(Admirer)), JobRoute.To(() => new Historian(), typeof(Historian))],
            NullLogger<JobRunner>.Instance);
        await runner.Turn();
        (await House.Log(Ward))[^1].Act.ShouldBe("AdmireThing");
        (await Jobs()).Select(job => (job.Kind, job.Attempt)).ShouldBe([("ThingPainted/Critic", 1), ("ThingPainted/Historian", 0)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_derived_has_no_entry_and_changes_nothing_that_is_told()
    {
        var entries = (await House.Log(Ward)).Count;
        await House.Gate.Derive(Ward, "Derive", work =>
        {
            work.Enqueue(new PaintThing(Guid.NewGuid(), "red"));
            return Task.FromResult(0);
        });
        (await Jobs()).Count.ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(() => House.Gate.Derive(Ward, "Derive", work =>
        {
            work.Enqueue(new PaintThing(Guid.NewGuid(), "red"));
            work.Db.Add(new Thing { Id = work.NewId(), Name = "told" });
            return Task.FromResult(0);
        }))).Message.ShouldContain(nameof(Thing));
        await Should.ThrowAsync<InvalidOperationException>(() => House.Gate.Derive(Ward, "Derive", work =>
        {
            work.Concerns(Ward);
            return Task.FromResult(0);
        }));
        (await Jobs()).Count.ShouldBe(1);
        (await House.Log(Ward)).Count.ShouldBe(entries);
        (await House.Gate.Derive<string>(Guid.NewGuid(), "Derive", _ => Task.FromResult("done"))).ShouldBeNull("there is no such customer");
    }

    [Fact]
    public async Task What_is_due_later_is_leased_to_nobody()
    {
        House.Bell.Offer(Guid.NewGuid(), 3);
        await House.Gate.Effect(Ward, "Order", Section.Connect, work =>
        {
            work.Enqueue(new PaintThing(Guid.NewGuid(), "red"), work.Now.AddHours(1));
            return Task.FromResult(0);
        });
        (await Jobs()).Single().LeasedBy.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_node_has_not_begun_when_it_stops_goes_back()
    {
        var runner = Runner(new Painter());
        House.Bell.Offer(runner.Node, 2);
        await Ordered(2);
        await runner.Run(new(canceled: true));
        (await Jobs()).ShouldAllBe(job => job.LeasedBy == null && job.Due == Clock.Stored);
        (await Runner(new Painter()).Turn()).ShouldBe(2);
    }

    [Fact]
    public async Task A_job_leased_by_a_clock_that_was_hours_ahead_does_not_wait_for_hours()
    {
        await Ordered(1);
        Clock.Move(TimeSpan.FromHours(5));
        (await Runner(new Painter()).Take(8, default)).Count.ShouldBe(1);
        Clock.Move(-TimeSpan.FromHours(5));
        (await Runner(new Painter()).Turn()).ShouldBe(1);
        (await Jobs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_use_case_can_finish_the_job_it_carries_out()
    {
        await Ordered(1);
        var runner = Runner(new Painter());
        var lease = (await runner.Take(8, default)).Single();
        var caller = Caller.PlatformTeam(Ward) with { Finishes = lease };
        (await House.Gate.Run(caller, new AddThing(""))).Refused.ShouldBe(new NoName());
        (await Jobs()).Count.ShouldBe(1);
        (await House.Gate.Run(caller, new AddThing("done"))).Refused.ShouldBeNull();
        (await Jobs()).ShouldBeEmpty();
        await Should.ThrowAsync<Exception>(() => House.Gate.Run(caller, new AddThing("twice")));
        (await Names()).ShouldNotContain("twice");
    }

    protected abstract Task<string> NewDatabase();

    private JobRunner Runner(Painter painter) =>
        new(House.Store, House.Gate, House.Bell, Clock, [JobRoute.To(() => painter)], NullLogger<JobRunner>.Instance);

    private Task<Guid> Ordered(int jobs) => Order(Ward, jobs);

    private Task<Guid> Order(Guid ward, int jobs) => House.Gate.Effect(ward, "Order", Section.Connect, work =>
    {
        var thing = Guid.Empty;
        for (var i = 0; i < jobs; i++)
        {
            thing = work.NewId();
            work.Db.Add(new Thing { Id = thing, Name = $"thing {i}" });
            work.Enqueue(new PaintThing(thing, "red"));
        }

        return Task.FromResult(thing);
    });

    private async Task<List<Job>> Jobs()
    {
        await using var db = House.Store.Context(Guid.Empty);
        return await db.Set<Job>().AsNoTracking().ToListAsync();
    }

    private async Task<List<string>> Names()
    {
        await using var db = House.Store.Context(Ward);
        return await db.Set<Thing>().Select(t => t.Name).ToListAsync();
    }

    private sealed class Faulty<TJob> : IJobHandler<TJob>
    {
        public Func<Exception>? Fault { get; set; }

        public Task Do(TJob job, JobRun run, CancellationToken ct) => Fault is null ? Task.CompletedTask : throw Fault();
    }

    private sealed class Painter : IJobHandler<PaintThing>
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource> _waiting = new();

        public Func<Exception>? Fault { get; init; }

        public bool FaultOnGivingUp { get; set; }

        public bool StepFirst { get; init; }

        public string? Name { get; init; }

        public ConcurrentDictionary<Guid, int> Done { get; } = new();

        public ConcurrentBag<Guid> Customers { get; } = [];

        public Task When(int done) => _waiting.GetOrAdd(done, _ => new()).Task;

        async Task IJobHandler<PaintThing>.Do(PaintThing job, JobRun run, CancellationToken ct)
        {
            Customers.Add(run.Customer);
            if (Fault is not null) throw Fault();
            if (StepFirst) await run.Step("PaintThing", Section.Connect, work => Paint(work, job.Thing, "primer"), ct);
            await run.Finish("PaintThing", Section.Connect, work => Paint(work, job.Thing, Name ?? job.Colour), ct);
            Done.AddOrUpdate(job.Thing, 1, (_, times) => times + 1);
            if (_waiting.TryGetValue(Done.Count, out var waiting)) waiting.TrySetResult();
        }

        Task IJobHandler<PaintThing>.GivenUp(PaintThing job, JobRun run, string reason, CancellationToken ct) =>
            FaultOnGivingUp ? throw new InvalidDataException() : run.Step("PaintThing", Section.Connect, work => Paint(work, job.Thing, reason), ct);

        private static async Task<int> Paint(Work work, Guid id, string colour)
        {
            (await work.Db.Set<Thing>().SingleAsync(t => t.Id == id)).Name = colour;
            return 0;
        }
    }
}

public sealed class SqliteJobTests : JobSuite
{
    protected override Task<string> NewDatabase() => Databases.Sqlite();
}
