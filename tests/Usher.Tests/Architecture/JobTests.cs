using System.Text;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Tests.Architecture;

/// <summary>How jobs are made.</summary>
public sealed class JobTests
{
    private static readonly (Type Handler, Type Job)[] Handlers =
    [
        .. from type in typeof(Gate).Assembly.GetTypes()
           from door in type.GetInterfaces()
           where !type.IsAbstract && door.IsGenericType && door.GetGenericTypeDefinition() == typeof(IJobHandler<>)
           select (type, door.GetGenericArguments()[0]),
    ];

    [Fact]
    public void What_renews_says_so_and_is_not_renewed_by_its_own_handler()
    {
        Handlers.ShouldNotBeEmpty();
        var wrong = from pair in Handlers
                    from called in Il.Called(pair.Handler)
                    where called.Name == nameof(Work.Enqueue) && called.IsGenericMethod && called.GetGenericArguments().Contains(pair.Job)
                    select pair.Handler.Name;
        wrong.ShouldBeEmpty($"a fault of such a handler would end it for good: its job is {nameof(IRecurring)} instead");
    }

    [Fact]
    public void What_renews_has_a_handler() =>
        typeof(Gate).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IRecurring)) && !t.IsInterface).ShouldBeSubsetOf(Handlers.Select(h => h.Job));

    [Fact]
    public void A_job_has_one_handler_and_an_event_is_heard_by_listeners_alone()
    {
        Types(typeof(IJob)).Where(job => Handlers.Count(pair => pair.Job == job) != 1).ShouldBeEmpty();
        Types(typeof(IEvent)).Where(happened => !Handlers.Any(pair => pair.Job == happened)).ShouldBeEmpty("nobody hears of it: publish it when somebody does");
        Handlers.Where(pair => pair.Job.IsAssignableTo(typeof(IEvent)) && !pair.Handler.IsAssignableTo(typeof(IListener<>).MakeGenericType(pair.Job))).ShouldBeEmpty();
    }

    [Fact]
    public void What_may_be_written_without_the_customer_s_lock_is_this_and_nothing_else() =>
        Types(typeof(IUnlocked)).Select(type => type.Name).ShouldBe(
            ["AppReport", "CallDelivery", "CallRead", "ChannelReading", "ConnectionTokens", "DigestItem", "Job", "KeptAnswer", "KeyUse", "MergedAccount", "Note", "NoteMark", "RequestMessage", "SeatReportSending", "SlackHome", "SlackPress", "SlackQuestion", "TokenRevocation", "WebhookMessage"], ignoreOrder: true, "it is in no entry and decides nothing: list it here when you add one");

    [Fact]
    public void The_document_of_events_says_who_hears_of_what()
    {
        var text = new StringBuilder("""
            # Events and their listeners

            Generated from the code and checked by a test. An event is published in the transaction of its change. Each listener gets its own job, so an error in one does not delay another.

            | event | published by | heard by |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        var publishers = Publishers();
        foreach (var happened in Types(typeof(IEvent)).OrderBy(type => type.FullName, StringComparer.Ordinal))
            text.Append($"| {Room(happened)}: {happened.Name} | {string.Join(", ", publishers[happened].Order(StringComparer.Ordinal))} | {string.Join(", ", Subscriptions.OfApplication.To(happened).Select(heard => $"{Room(heard.Listener)}: {heard.Listener.Name}{(heard.After > TimeSpan.Zero ? $" ({heard.After.TotalDays} days later)" : "")}").Order(StringComparer.Ordinal))} |\n");
        var path = Path.Combine(Repository.Root, "docs", "events.md");
        if (Environment.GetEnvironmentVariable("USHER_WRITE_DOCS") is not null) File.WriteAllText(path, text.ToString());
        File.ReadAllText(path).ShouldBe(text.ToString(), "docs/events.md is generated: run the tests once with USHER_WRITE_DOCS=1 and commit what changed");
    }

    /// <summary>Who publishes each event.</summary>
    private static ILookup<Type, string> Publishers() =>
        (from type in typeof(Gate).Assembly.GetTypes()
         where !type.Name.Contains('<', StringComparison.Ordinal)
         from happened in Il.Named(type).OfType<System.Reflection.MethodInfo>()
             .Where(m => m.Name is nameof(Work.Publish) or nameof(Work.PublishOnPlatform) && m.IsGenericMethod).Select(m => m.GetGenericArguments()[0]).Distinct()
         select (happened, $"{Room(type)}: {type.Name}")).ToLookup(pair => pair.happened, pair => pair.Item2);

    private static IEnumerable<Type> Types(Type marker) => typeof(Gate).Assembly.GetTypes().Where(type => !type.IsInterface && type.IsAssignableTo(marker));

    private static string Room(Type type) => type.Namespace!.Split('.')[1];
}
