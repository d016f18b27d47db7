using Usher.Access;

namespace Usher.Platform;

/// <summary>Says that an assembly has rooms, or parts of them: what it contributes is gathered too.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class HasRoomsAttribute : Attribute;

/// <summary>
/// What rooms contribute to what is gathered from all of them (pages, what waits, notices, findings, the demo): every class that implements
/// the interface, in every assembly that <see cref="HasRoomsAttribute">has rooms</see>, made once. A room adds itself by having such a
/// class; nothing lists the rooms.
/// </summary>
public static class Contributions
{
    /// <summary>One of each, in the order of their full names, so that every node gathers alike.</summary>
    /// <typeparam name="T">An interface of Platform whose classes need nothing to be made.</typeparam>
    public static IReadOnlyList<T> Of<T>()
        where T : class => Found<T>.All;

    private static class Found<T>
        where T : class
    {
        public static readonly IReadOnlyList<T> All =
        [
            .. AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => assembly.IsDefined(typeof(HasRoomsAttribute), inherit: false))
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!),
        ];
    }
}

/// <summary>The pages of the console that a room has: whether each is open to the caller.</summary>
public interface IPages
{
    /// <summary>The pages by name, each with the decision about it.</summary>
    /// <param name="work">Who looks.</param>
    /// <param name="here">The customer, or the platform.</param>
    IEnumerable<(string Name, May May)> Pages(Work work, Target here);
}

/// <summary>What of a room waits for the caller.</summary>
public interface INeeds
{
    /// <summary>How many of one kind are named.</summary>
    const int Most = 20;

    /// <summary>Where it is among what waits: what is most urgent for others has the lowest number.</summary>
    int Order { get; }

    /// <summary>What waits, as far as the caller may see what it is about; a small query or none.</summary>
    Task<IEnumerable<Need>> Of(Work work);
}

/// <summary>What of a room somebody sets up, or tries, when they are new in their role.</summary>
public interface IFirstSteps
{
    /// <summary>The steps that are the caller's, done or not; a small query or none.</summary>
    Task<IEnumerable<FirstStep>> Of(Work work);
}

/// <summary>Something to set up or try first.</summary>
/// <param name="Order">Where it is among the steps of all rooms.</param>
/// <param name="Name">Which step; the room that contributes it names it.</param>
/// <param name="Done">Whether it is done, as things are now, whoever did it.</param>
public sealed record FirstStep([property: System.Text.Json.Serialization.JsonIgnore] int Order, string Name, bool Done);

/// <summary>One thing that waits for somebody.</summary>
/// <param name="Kind">What kind of thing; the room that contributes it names it.</param>
public sealed record Need(string Kind)
{
    /// <summary>The thing's id; null for what is counted only.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name: one's own call's title, a key's name.</summary>
    public string? Name { get; init; }

    /// <summary>The slug that leads to it; null: its id does.</summary>
    public string? Slug { get; init; }

    /// <summary>The integration user whose key it is.</summary>
    public string? IntegrationUser { get; init; }

    /// <summary>The user it is about.</summary>
    public PersonView? Who { get; init; }

    /// <summary>Who asked for it, or proposes it.</summary>
    public PersonView? By { get; init; }

    /// <summary>The level asked for, as the law writes it.</summary>
    public string? Level { get; init; }

    /// <summary>How many there are.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When it came, began, or for a key expires.</summary>
    public DateTimeOffset? At { get; init; }
}
