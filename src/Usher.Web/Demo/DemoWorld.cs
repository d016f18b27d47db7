using System.Security.Cryptography;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Web.Demo;

/// <summary>
/// What a room adds to the demo world: made through the gate, like everything else, each act by the person who may do it.
/// </summary>
public interface IDemoPart
{
    /// <summary>Where it is among the parts: what others build on has the lowest number.</summary>
    int Order { get; }

    /// <summary>Makes what is there once, before any customer.</summary>
    Task Begin(DemoStage stage) => Task.CompletedTask;

    /// <summary>Makes what a customer has of the room.</summary>
    Task Make(DemoStage stage, DemoTown town) => Task.CompletedTask;

    /// <summary>Makes what happens in a customer once all parts are made, told step by step.</summary>
    Task Live(DemoStage stage, DemoTown town) => Task.CompletedTask;
}

/// <summary>A customer of the demo world while it is made.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Of">Who and what it has.</param>
public sealed record DemoTown(string Slug, DemoCustomer Of)
{
    /// <summary>Its id.</summary>
    public Guid Id => CreateCustomer.IdFor(Slug);

    /// <summary>Its Customer Admin.</summary>
    public DemoPerson Admin => Of.People.Single(person => person.Connect == "customer-admin");

    /// <summary>Its first Organization Admin.</summary>
    public DemoPerson OrganizationAdmin => Of.People.Single(person => person.Insights == "organization-admin");
}

/// <summary>
/// What the parts of the demo world are made with: the gate, a clock that stands where they put it, and the ids and keys of what was made
/// before.
/// </summary>
/// <param name="services">What a part needs besides.</param>
/// <param name="now">When the world is to be finished.</param>
/// <param name="done">Receives how many calls of how many are there.</param>
/// <param name="ct">Ends the making.</param>
public sealed class DemoStage(IServiceProvider services, DateTimeOffset now, Action<int, int> done, CancellationToken ct)
{
    private readonly Gate _gate = services.GetRequiredService<Gate>();
    private readonly JobRunner _jobs = services.GetRequiredService<JobRunner>();
    private readonly MovableClock _clock = services.GetRequiredService<MovableClock>();

    /// <summary>The ids of people by e-mail address, and of other things by a name of their part.</summary>
    public Dictionary<string, Guid> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts of keys, by what they are for.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>What a part needs besides.</summary>
    public IServiceProvider Services => services;

    /// <summary>When the world is to be finished: calls and acts lie before it.</summary>
    public DateTimeOffset Now => now;

    /// <summary>How many calls there are by now.</summary>
    public int Made { get; set; }

    /// <summary>Receives how many calls of how many are there.</summary>
    public Action<int, int> Done => done;

    /// <summary>Ends the making.</summary>
    public CancellationToken Ct => ct;

    /// <summary>Goes on with what happened so many days ago; never back.</summary>
    public void DaysAgo(int days) => _clock.MoveTo(now.AddDays(-days));

    /// <summary>Goes on with what happened then; never back.</summary>
    public void MoveTo(DateTimeOffset at) => _clock.MoveTo(at);

    /// <summary>Goes back to when a customer came: its log begins.</summary>
    public void RewindTo(int days) => _clock.Rewind(now.AddDays(-days));

    /// <summary>Does what the acts set in motion, at its time: people are notified then, not when the demo was started.</summary>
    public async Task Settle()
    {
        while (await _jobs.Turn(ct) > 0)
        {
        }
    }

    /// <summary>A person, acting in a customer.</summary>
    public Caller As(string email, Guid customer) =>
        new(DemoStaff.All.Any(s => s.Email == email)
            ? ActorKind.Staff
            : ActorKind.User, Ids[email], customer, Door.Console) { Note = "Setting up" };

    /// <summary>Does something.</summary>
    /// <exception cref="InvalidOperationException">It was refused: the world and the law disagree.</exception>
    public async Task<TResult> Do<TFound, TResult>(Caller caller, Change<TFound, TResult> change)
    {
        var outcome = await _gate.Run(caller, change);
        return outcome.Refused is { } refusal
            ? throw new InvalidOperationException($"{change.GetType().Name}: {refusal.Code}: {refusal.Sentence}")
            : outcome.Value!;
    }
}

/// <summary>
/// Makes the demo world: what each room adds to it, in order, each act at its time in the last two months, so that the audit trail tells
/// how the world came to be.
/// </summary>
public sealed class DemoWorld(IServiceProvider services)
{
    /// <summary>Makes the world in an empty store.</summary>
    /// <param name="now">When it is to be finished: calls and acts lie before it.</param>
    /// <param name="done">Receives how many calls of how many are there.</param>
    /// <param name="ct">Ends the making; what was made stays, unfinished.</param>
    /// <returns>The card to keep beside the data.</returns>
    /// <exception cref="InvalidOperationException">An act was refused: the world and the law disagree.</exception>
    public async Task<DemoCard> Make(DateTimeOffset now, Action<int, int> done, CancellationToken ct)
    {
        var stage = new DemoStage(services, now, done, ct);
        var parts = Contributions.Of<IDemoPart>().OrderBy(part => part.Order).ToList();
        stage.DaysAgo(60);
        foreach (var part in parts) await part.Begin(stage);
        foreach (var slug in DemoCustomer.Slugs)
        {
            var town = new DemoTown(slug, DemoCustomer.Read(slug));
            stage.RewindTo(58);
            foreach (var part in parts) await part.Make(stage, town);
            await stage.Settle();
            foreach (var part in parts) await part.Live(stage, town);
        }

        return new DemoCard(RandomNumberGenerator.GetBytes(32), stage.Keys);
    }
}
