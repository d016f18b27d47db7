using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Calls;

namespace Usher.Tests.Architecture;

/// <summary>
/// Every use case there is, found by itself and sent through the gate by everyone whom the table gives nothing for its permission: each time refused.
/// A use case that is added tomorrow is tested tomorrow.
/// </summary>
public sealed class RefusalTests(RefusalTests.Everyone everyone) : IClassFixture<RefusalTests.Everyone>
{
    private static readonly MethodInfo Changing = Gates(typeof(Change<,>));
    private static readonly MethodInfo Reading = Gates(typeof(Query<,>));

    public static TheoryData<string> UseCases => [.. RoomTests.UseCases().Select(t => t.FullName!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(UseCases))]
    public async Task Whoever_has_no_cell_for_it_is_refused(string name)
    {
        var type = typeof(Gate).Assembly.GetType(name)!;
        var useCase = Dummy(type)!;
        var needs = ((dynamic)useCase).Needs as Permission;
        needs.ShouldNotBeNull();
        var refused = 0;
        foreach (var (who, caller, roles) in everyone.Callers)
        {
            if (roles.Any(role => Roles.Of(role, needs) != Reach.None)) continue;
            (await Refusal(type, useCase, caller)).ShouldNotBeNull($"{who} was not refused {name}");
            refused++;
        }

        refused.ShouldBeGreaterThan(0);
    }

    private async Task<Refusal?> Refusal(Type type, object useCase, Caller caller)
    {
        var kind = Base(type);
        var gate = (kind.GetGenericTypeDefinition() == typeof(Change<,>) ? Changing : Reading).MakeGenericMethod(kind.GetGenericArguments());
        var task = (Task)gate.Invoke(everyone.Gate, [caller, useCase, CancellationToken.None])!;
        await task;
        return ((dynamic)task).Result.Refused as Refusal;
    }

    private static Type Base(Type type)
    {
        for (var b = type.BaseType!; ; b = b.BaseType!)
        {
            if (b.IsGenericType && (b.GetGenericTypeDefinition() == typeof(Change<,>) || b.GetGenericTypeDefinition() == typeof(Query<,>))) return b;
        }
    }

    private static MethodInfo Gates(Type kind) => typeof(Gate).GetMethods()
        .Single(m => m.Name == nameof(Gate.Run) && m.GetParameters()[1].ParameterType.GetGenericTypeDefinition() == kind);

    /// <summary>Something of a type: the decision comes before anybody looks at what it is.</summary>
    private static object? Dummy(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is not null || type.IsInterface && !type.IsGenericType || type.IsSubclassOf(typeof(Delegate))) return null;
        if (type == typeof(string)) return "x";
        if (type == typeof(Guid)) return Guid.NewGuid();
        if (type.IsPrimitive || type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)) return Activator.CreateInstance(type);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.GetGenericArguments() is [var of] && type.IsAssignableFrom(of.MakeArrayType())) return Array.CreateInstance(of, 0);
        if (type.IsAbstract) return null;
        var constructor = type.GetConstructors().Where(c => !(c.GetParameters() is [var only] && only.ParameterType == type)).MaxBy(c => c.GetParameters().Length);
        return constructor is null ? RuntimeHelpers.GetUninitializedObject(type) : constructor.Invoke([.. constructor.GetParameters().Select(p => Dummy(p.ParameterType))]);
    }

    /// <summary>Someone of every role, and those who are nobody: what is refused changes nothing, so all tests share them.</summary>
    public sealed class Everyone : IAsyncLifetime
    {
        private CallWorld _world = null!;

        public List<(string Name, Caller Caller, Role[] Roles)> Callers { get; } = [];

        public Gate Gate => _world.Gate;

        public async ValueTask InitializeAsync()
        {
            _world = await CallWorld.New();
            foreach (var level in Enum.GetValues<InsightsRole>()) await Add($"{level}".ToLowerInvariant(), ConnectRole.User, level);
            await Add("customeradmin", ConnectRole.CustomerAdmin, InsightsRole.DefaultUser);
            await Add("gone", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin);
            await _world.Gate.Effect(_world.Customer, "Deactivate", Section.Connect, async work =>
            {
                (await work.Db.Set<User>().SingleAsync(u => u.Id == _world["gone"])).Active = false;
                return 0;
            });
            Callers.Add(("a stranger", new Caller(ActorKind.User, Guid.NewGuid(), _world.Customer, Door.Api), []));
            Callers.Add(("nobody's staff", new Caller(ActorKind.Staff, Guid.NewGuid(), _world.Customer, Door.Console), []));
            Callers.Add(("a platform key that was revoked", new Caller(ActorKind.PlatformKey, Guid.NewGuid(), _world.Customer, Door.Api), []));
            Callers.Add(("Usher itself", new Caller(ActorKind.System, Guid.Empty, _world.Customer, Door.Job), []));
            Callers.Add(("who says to be the Platform Team over HTTP", Caller.PlatformTeam(_world.Customer) with { Door = Door.Api }, []));
        }

        public async ValueTask DisposeAsync()
        {
            GC.SuppressFinalize(this);
            await _world.DisposeAsync();
        }

        private async Task Add(string name, ConnectRole connect, InsightsRole insights)
        {
            var id = await _world.Person(name, insights);
            await _world.Gate.Effect(_world.Customer, "Promote", Section.Connect, async work =>
            {
                (await work.Db.Set<User>().SingleAsync(u => u.Id == id)).Connect = connect;
                return 0;
            });
            Callers.Add((name, new Caller(ActorKind.User, id, _world.Customer, Door.Console), name == "gone" ? [] : [Roles.Column(connect), Roles.Column(insights)]));
        }
    }
}
