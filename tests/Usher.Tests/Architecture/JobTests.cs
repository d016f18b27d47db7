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
}
