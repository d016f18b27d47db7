using System.Reflection;
using System.Runtime.CompilerServices;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Architecture;

/// <summary>
/// What runs inside a transaction: the use cases, and whatever else is given a <see cref="Work"/> (effects, steps of jobs, what they have in common). Followed into everything
/// of ours that it calls: lambdas, local functions, state machines, other types. It may await the database; it may wait for nothing else.
/// </summary>
internal static class Handlers
{
    private static readonly string[] PastTheGate =
    [
        "SaveChanges", "SaveChangesAsync", "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteSql", "ExecuteSqlAsync",
        "ExecuteSqlRaw", "ExecuteSqlRawAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "BeginTransaction", "BeginTransactionAsync",
    ];

    /// <summary>What reads and writes the database for us and waits for nothing else; the verifier besides reads the heads beside it, which is what it is for, under no lock.</summary>
    private static readonly Type[] OfTheDatabase = [typeof(Snapshots), typeof(IAccessFacts), typeof(RefusalLog), typeof(AuditVerifier)];

    private static readonly Type[] Waits = [typeof(Thread), typeof(Monitor), typeof(WaitHandle), typeof(SemaphoreSlim), typeof(ManualResetEventSlim), typeof(File), typeof(FileStream)];

    /// <summary>The methods of a handler that are given work, and everything that a use case is.</summary>
    public static IEnumerable<MethodBase> Of(IEnumerable<Type> types) =>
        from type in types
        from part in Il.Whole(type)
        where part != typeof(Work) && type != typeof(Gate)
        from method in Il.Methods(part)
        where RoomTests.IsUseCase(type) || IsGivenWork(method)
        select method;

    /// <summary>What they wait for besides the database, or do past the gate: the way there, and what it is.</summary>
    public static IEnumerable<string> Wrong(IEnumerable<MethodBase> handlers)
    {
        var ways = new Dictionary<MethodBase, string>();
        var next = new Queue<MethodBase>();
        foreach (var handler in handlers) Follow(handler, Name(handler));
        while (next.TryDequeue(out var method))
        {
            foreach (var called in Il.CalledBy(method))
            {
                var way = $"{ways[method]} → {Name(called)}";
                if (PastTheGate.Contains(called.Name) || (called.DeclaringType == typeof(Gate) && IsAwaited(called))) yield return way;
                else if (IsTrusted(called)) continue;
                else if (!IsOurs(called)) { if (IsWait(called)) yield return way; }
                else if (called.DeclaringType!.IsInterface)
                {
                    // One that is given work is a room's contribution: whoever does it is judged itself. Any other is a port.
                    if (IsAwaited(called) && !IsGivenWork(called)) yield return way;
                }
                else Follow(called, way);
            }
        }

        void Follow(MethodBase method, string way)
        {
            method = method.Module.ResolveMethod(method.MetadataToken)!;
            if (!ways.TryAdd(method, way)) return;
            next.Enqueue(method);
            if (method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", BindingFlags.NonPublic | BindingFlags.Instance) is { } moves) Follow(moves, way);
        }
    }

    private static bool IsGivenWork(MethodBase method) => method.GetParameters().Any(p => p.ParameterType == typeof(Work));

    private static bool IsOurs(MethodBase method) => method.DeclaringType?.Assembly is { } assembly && (assembly == typeof(Gate).Assembly || assembly == typeof(Handlers).Assembly);

    private static bool IsTrusted(MethodBase method) => method.DeclaringType is { } type
        && (OfTheDatabase.Contains(type) || typeof(UsherDb).IsAssignableFrom(type)
            || type.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true
            || type.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) == true
            || type.Namespace is "System.Data.Common" or "System.Runtime.CompilerServices");

    /// <summary>A foreign method that waits: what it returns is awaited, or it holds the thread.</summary>
    private static bool IsWait(MethodBase method) => method.DeclaringType is { } type
        && (type.Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true
            || Waits.Any(wait => wait.IsAssignableFrom(type)) && !method.IsConstructor && method.Name is not ("get_CurrentThread" or "Exit" or "Release" or "Dispose")
            || (typeof(Task).IsAssignableFrom(type) && method.Name is "Wait" or "get_Result")
            || (IsAwaited(method) && !IsDoneAlready(method)));

    private static bool IsAwaited(MethodBase method) => method is MethodInfo { ReturnType: var type }
        && (typeof(Task).IsAssignableFrom(type) || type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) || type == typeof(ValueTask));

    /// <summary>What waits for nothing of its own: a result that is there, and what was made elsewhere, where it is judged.</summary>
    private static bool IsDoneAlready(MethodBase method) => method.Name is "FromResult" or "get_CompletedTask" or "WhenAll" or "AsTask" or "MoveNextAsync" or "DisposeAsync"
        || typeof(Delegate).IsAssignableFrom(method.DeclaringType);

    private static string Name(MethodBase method) => $"{method.DeclaringType?.Name}.{method.Name}";
}
