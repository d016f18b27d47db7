using System.Reflection;
using Usher.Access;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Acts;

/// <summary>A use case with an input that would succeed in the town, who does it, and the law's row that allows it: written down from the law, not asked of the act.</summary>
/// <param name="Act">The use case's type.</param>
/// <param name="Who">Who does it: somebody of the town whom the row allows it.</param>
/// <param name="Rows">The rows of the law any of which is enough, as <c>type/action</c>.</param>
/// <param name="Input">The act, once what it needs is so.</param>
/// <param name="Prepare">What must be so before.</param>
public sealed record Sample(Type Act, string Who, IReadOnlyList<string> Rows, Func<Town, Task<object>> Input, Func<Town, Task> Prepare)
{
    private static readonly MethodInfo Changing = Gates(typeof(Change<,>));
    private static readonly MethodInfo Reading = Gates(typeof(Query<,>));

    /// <summary>Where it is done.</summary>
    public Guid Customer { get; init; } = Town.Harbor;

    /// <summary>Whether a rule gives it to <see cref="Who"/> beside the table, whose cell refuses them.</summary>
    public bool ByRule { get; init; }

    /// <summary>What the caller brings besides: a note, a key.</summary>
    public Func<Town, Caller, Caller> By { get; init; } = (_, caller) => caller;

    /// <summary>Whether it only reads.</summary>
    public bool Reads => Base(Act).GetGenericTypeDefinition() == typeof(Query<,>);

    /// <summary>Every use case that there is a sample of.</summary>
    public static IReadOnlyDictionary<Type, Sample> All { get; } =
        new IEnumerable<Sample>[] { DirectorySamples.All, UserSamples.All, MachineSamples.All, IdentitySamples.All, CallSamples.All, DeliverySamples.All, MarketplaceSamples.All, UpstreamSamples.All, GovernanceSamples.All }
            .SelectMany(samples => samples).ToDictionary(sample => sample.Act);

    /// <summary>A sample of a use case.</summary>
    /// <param name="who">Who does it.</param>
    /// <param name="rows">The rows of the law, with <c>|</c> between them.</param>
    /// <param name="input">The act.</param>
    /// <param name="prepare">What must be so before; null: nothing.</param>
    public static Sample Of<T>(string who, string rows, Func<Town, T> input, Func<Town, Task>? prepare = null)
        where T : notnull => Later(who, rows, town => Task.FromResult(input(town)), prepare);

    /// <summary>A sample of a use case whose input is looked up first.</summary>
    public static Sample Later<T>(string who, string rows, Func<Town, Task<T>> input, Func<Town, Task>? prepare = null)
        where T : notnull => new(typeof(T), who, rows.Split('|'), async town => await input(town), prepare ?? (_ => Task.CompletedTask));

    /// <summary>Who does it, through their own door.</summary>
    public Caller Caller(Town town) => By(town, town.As(Who, Customer));

    /// <summary>Does it: the refusal; null when it was done.</summary>
    public async Task<Refusal?> Try(Town town, Caller caller) => await Try(town, caller, await Input(town));

    /// <summary>Sends any act through the town's gate: the refusal; null when it was done.</summary>
    public static async Task<Refusal?> Try(Town town, Caller caller, object act)
    {
        var kind = Base(act.GetType());
        var gate = kind.GetGenericTypeDefinition() == typeof(Query<,>) ? Reading : Changing;
        var task = (Task)gate.MakeGenericMethod(kind.GetGenericArguments()).Invoke(town.Gate, [caller, act, CancellationToken.None])!;
        await task;
        return ((dynamic)task).Result.Refused as Refusal;
    }

    private static Type Base(Type type)
    {
        for (var b = type.BaseType!; ; b = b.BaseType!)
            if (b.IsGenericType && (b.GetGenericTypeDefinition() == typeof(Change<,>) || b.GetGenericTypeDefinition() == typeof(Query<,>))) return b;
    }

    private static MethodInfo Gates(Type kind) => typeof(Gate).GetMethods()
        .Single(m => m.Name == nameof(Gate.Run) && m.GetParameters()[1].ParameterType.GetGenericTypeDefinition() == kind);
}
