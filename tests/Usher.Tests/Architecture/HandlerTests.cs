using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Architecture;

/// <summary>What runs inside a transaction awaits the database and nothing else, however deep it is hidden; what is outside is called in no transaction.</summary>
public sealed class HandlerTests
{
    private static readonly Type[] Application = [.. typeof(Gate).Assembly.GetTypes().Where(t => !t.Name.Contains('<', StringComparison.Ordinal))];

    [Fact]
    public void A_handler_awaits_the_database_and_nothing_else()
    {
        var handlers = Handlers.Of(Application).ToList();
        handlers.Count.ShouldBeGreaterThan(RoomTests.UseCases().Count());
        Handlers.Wrong(handlers).Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(AwaitsInALambda), "ISlack.WhoAmI")]
    [InlineData(typeof(AwaitsInALocalFunction), "Task.Delay")]
    [InlineData(typeof(AwaitsInALambdaOfALambda), "Task.Delay")]
    [InlineData(typeof(AwaitsElsewhere), "HttpClient.GetStringAsync")]
    [InlineData(typeof(HoldsTheThread), "Thread.Join")]
    [InlineData(typeof(WaitsForAResult), "Task`1.get_Result")]
    [InlineData(typeof(RunsAnotherAct), "Gate.Run")]
    [InlineData(typeof(SavesInALambda), "DbContext.SaveChangesAsync")]
    [InlineData(typeof(HasAnEffect), "ISlack.WhoAmI")]
    public void One_that_awaits_something_else_is_found_wherever_it_hides_it(Type handler, string what) =>
        Handlers.Wrong(Handlers.Of([handler])).ShouldContain(way => way.EndsWith($"→ {what}", StringComparison.Ordinal));

    [Fact]
    public void One_that_awaits_the_database_in_a_lambda_is_in_order() => Handlers.Wrong(Handlers.Of([typeof(ReadsInALambda)])).ShouldBeEmpty();

    [Fact]
    public void What_is_called_outside_touches_neither_gate_nor_database()
    {
        var calls = Application.SelectMany(Il.Whole).SelectMany(Il.Methods).SelectMany(method => Il.HandedTo(method, set => set.Name == "set_Call" && IsSteps(set.DeclaringType))).ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(6, "sign-in, link, password, calls, questions, Slack");
        var wrong = from call in calls
                    from method in Il.Reached(call)
                    from named in Il.CalledBy(method)
                    where named.DeclaringType == typeof(Gate) || typeof(DbContext).IsAssignableFrom(named.DeclaringType) || named.DeclaringType == typeof(Data.Store)
                    select $"{call.DeclaringType!.FullName}.{call.Name} calls {named.DeclaringType!.Name}.{named.Name}";
        wrong.ShouldBeEmpty();
    }

    private static bool IsSteps(Type? type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Steps<,,>);

    private abstract record Fixture : Query<CustomerSnapshot, Nothing>
    {
        public override Permission Needs => Permission.ProfileEdit;

        public override Task<Found<CustomerSnapshot>?> Find(Work work) => Task.FromResult<Found<CustomerSnapshot>?>(null);
    }

    private sealed record AwaitsInALambda(ISlack Slack) : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            Func<Task> ask = async () => await Slack.WhoAmI(new(new("https://slack.example"), ""), default);
            await ask();
            return Nothing.Value;
        }
    }

    private sealed record AwaitsInALocalFunction : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            await Later();
            return Nothing.Value;

            static async Task Later() => await Task.Delay(1);
        }
    }

    private sealed record AwaitsInALambdaOfALambda : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            Func<Func<Task>> make = () => async () => await Task.Delay(found.Facts.Users.Count);
            await make()();
            return Nothing.Value;
        }
    }

    private sealed record AwaitsElsewhere : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            await Elsewhere.Fetch<string>();
            return Nothing.Value;
        }

        private static class Elsewhere
        {
            public static async Task Fetch<T>()
            {
                using var http = new HttpClient();
                await http.GetStringAsync(new Uri($"https://{typeof(T).Name}.example"));
            }
        }
    }

    private sealed record HoldsTheThread : Fixture
    {
        public override Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            Thread.CurrentThread.Join(TimeSpan.FromMilliseconds(1));
            return Task.FromResult(Nothing.Value);
        }
    }

    private sealed record WaitsForAResult(Task<int> Other) : Fixture
    {
        public override Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            work.Note = $"{Other.Result}";
            return Task.FromResult(Nothing.Value);
        }
    }

    private sealed record RunsAnotherAct(Gate Gate) : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            await Gate.Run(work.Caller, new ReadsInALambda());
            return Nothing.Value;
        }
    }

    private sealed record SavesInALambda : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            Func<Task> save = () => work.Db.SaveChangesAsync();
            await save();
            return Nothing.Value;
        }
    }

    private sealed record ReadsInALambda : Fixture
    {
        public override async Task<Nothing> Run(Work work, CustomerSnapshot found)
        {
            Func<Guid, Task<bool>> isThere = async id => await work.Db.Set<User>().AnyAsync(u => u.Id == id);
            await isThere(found.Id);
            return Nothing.Value;
        }
    }

    /// <summary>No use case: what it gives the gate runs inside a transaction all the same.</summary>
    private sealed class HasAnEffect(Gate gate, ISlack slack)
    {
        public Task<bool> Do(Guid customer) => gate.Effect(customer, "Fixture", Section.Connect, async work =>
        {
            work.Concerns(customer);
            await slack.WhoAmI(new(new("https://slack.example"), ""), default);
            return true;
        });
    }
}
