using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;

namespace Usher.Platform.Jobs;

/// <summary>
/// Something that happened, sent to every listener: <see cref="Work.Publish"/> writes one job for each, so that a fault of one delays no
/// other. Ids only, never content.
/// </summary>
public interface IEvent;

/// <summary>Something to be done by its one handler: <see cref="Work.Enqueue"/> adds it. Ids only, never content.</summary>
public interface IJob;

/// <summary>
/// Hears of an event. Being a class of the application is enough: whoever publishes the event knows nothing of who listens.
/// </summary>
/// <typeparam name="TEvent">What happened.</typeparam>
public interface IListener<in TEvent> : IJobHandler<TEvent>
    where TEvent : IEvent;

/// <summary>A listener that hears of an event only some time after it.</summary>
public interface IHearsLater
{
    /// <summary>How long after.</summary>
    static abstract TimeSpan After { get; }
}

/// <summary>That a class listens to an event.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Listener">Who hears of it.</param>
public sealed record Subscription(Type Event, Type Listener)
{
    /// <summary>What its jobs are called in store: the event's name and the listener's.</summary>
    public string Kind { get; } = $"{StoredNames.Of(Event)}/{StoredNames.Of(Listener)}";

    /// <summary>How long after the event it is sent.</summary>
    public TimeSpan After { get; } = Listener.IsAssignableTo(typeof(IHearsLater))
        ? (TimeSpan)Listener.GetProperty(nameof(IHearsLater.After))!.GetValue(null)!
        : TimeSpan.Zero;

    /// <summary>Names in store that its jobs had before.</summary>
    public IReadOnlyList<string> Former { get; } =
    [
        .. from happened in StoredNames.Former(Event).Append(StoredNames.Of(Event))
           from listener in StoredNames.Former(Listener).Append(StoredNames.Of(Listener))
           let former = $"{happened}/{listener}"
           where former != $"{StoredNames.Of(Event)}/{StoredNames.Of(Listener)}"
           select former,
    ];
}

/// <summary>Who hears of what: found in the code, in no list.</summary>
public sealed class Subscriptions
{
    private readonly ILookup<Type, Subscription> _byEvent;

    /// <summary>The listeners among these types.</summary>
    public Subscriptions(IEnumerable<Type> types)
    {
        All = [.. types.SelectMany(type => Handled(type, typeof(IListener<>)).Select(happened => new Subscription(happened, type)))];
        _byEvent = All.ToLookup(subscription => subscription.Event);
    }

    /// <summary>The application's own.</summary>
    public static Subscriptions OfApplication { get; } = new(typeof(Subscriptions).Assembly.GetTypes());

    /// <summary>All of them, in the order of the types.</summary>
    public IReadOnlyList<Subscription> All { get; }

    /// <summary>Those to one event.</summary>
    public IEnumerable<Subscription> To(Type happened) => _byEvent[happened];

    /// <summary>Registers every handler and listener of the application, with its route.</summary>
    public static IServiceCollection AddHandlers(IServiceCollection services)
    {
        foreach (var type in typeof(Subscriptions).Assembly.GetTypes())
        {
            var jobs = Handled(type, typeof(IJobHandler<>)).ToList();
            if (jobs.Count > 0) services.AddTransient(type);
            foreach (var job in jobs) services.AddSingleton(provider => Route(provider, type, job));
        }

        return services;
    }

    private static JobRoute Route(IServiceProvider provider, Type handler, Type job) =>
        (JobRoute)RouteTo.MakeGenericMethod(job).Invoke(null, [handler, () => provider.GetRequiredService(handler)])!;

    private static readonly MethodInfo RouteTo = typeof(Subscriptions).GetMethod(nameof(To), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static JobRoute To<TJob>(Type handler, Func<object> make) => JobRoute.To(() => (IJobHandler<TJob>)make(), handler);

    private static IEnumerable<Type> Handled(Type type, Type door) => type is { IsClass: true, IsAbstract: false }
        ? type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == door).Select(i => i.GetGenericArguments()[0])
        : [];
}
