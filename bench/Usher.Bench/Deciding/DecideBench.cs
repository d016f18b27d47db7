using System.Security.Claims;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Access;

namespace Usher.Bench.Deciding;

/// <summary>
/// The same questions put to three: a floor that only looks a name up, compares customers and tests a bit; the authorizer, with the same look-up before it; ASP.NET's
/// authorization service with a policy for each permission whose handler is the floor.
/// </summary>
[MemoryDiagnoser]
public class DecideBench
{
    private const int UsersPerCustomer = 50;
    /// <summary>How many questions one call of a benchmark puts.</summary>
    public const int Questions = 8192;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private Question[] _questions = [];
    private IAuthorizationService _aspNet = null!;
    private ClaimsPrincipal[] _principals = [];

    [Params(1, 1000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var customers = Enumerable.Range(0, Customers).Select(Customer).ToArray();
        var floors = customers.Select(Floor).ToArray();
        var random = new Random(7);
        _questions = new Question[Questions];
        _principals = new ClaimsPrincipal[Questions];
        for (var i = 0; i < Questions; i++)
        {
            var customer = random.Next(Customers);
            // A new string each: nobody who asks holds the very string that the look-up holds.
            var email = $"user{random.Next(UsersPerCustomer)}@customer{customer}.example";
            _questions[i] = new(customers[customer], floors[customer], email, Permission.Catalogue[random.Next(Permission.Catalogue.Count)]);
            _principals[i] = new(new ClaimsIdentity([new(ClaimTypes.Email, email)], "bench"));
        }

        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<IAuthorizationHandler, FloorHandler>();
        services.AddAuthorization(options =>
        {
            foreach (var permission in Permission.Catalogue) options.AddPolicy(permission.Name, policy => policy.AddRequirements(new Holds(permission.Index)));
        });
        _aspNet = services.BuildServiceProvider().GetRequiredService<IAuthorizationService>();
        if (AsFloor() != AsAuthorizer()) throw new InvalidOperationException("The floor and the authorizer answer differently: they are no equals.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Questions)]
    public int AsFloor()
    {
        var allowed = 0;
        foreach (ref readonly var question in _questions.AsSpan())
            if (question.Floor.Allows(question.Email, question.Floor.Id, question.Permission.Index)) allowed++;
        return allowed;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public int AsAuthorizer()
    {
        var allowed = 0;
        foreach (ref readonly var question in _questions.AsSpan())
            if (question.Customer.User(question.Email) is { } actor && Authorizer.Decide(actor, question.Permission, Target.Of(question.Customer), Now).Allowed) allowed++;
        return allowed;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public async Task<int> AsAspNetPolicy()
    {
        var allowed = 0;
        for (var i = 0; i < Questions; i++)
            if ((await _aspNet.AuthorizeAsync(_principals[i], _questions[i].Floor, _questions[i].Permission.Name)).Succeeded) allowed++;
        return allowed;
    }

    private static CustomerSnapshot Customer(int number)
    {
        var tenants = Enumerable.Range(0, 2).Select(i => new Named(Guid.NewGuid(), $"tenant{i}")).ToList();
        var teams = Enumerable.Range(0, 3).Select(i => Guid.NewGuid()).ToList();
        var users = Enumerable.Range(0, UsersPerCustomer).Select(i => new UserFacts
        {
            Id = Guid.NewGuid(),
            Email = $"user{i}@customer{number}.example",
            Name = $"User {i}",
            Connect = (ConnectRole)(i % 2),
            Insights = (InsightsRole)(i % 4),
            EditorOf = i % 3 == 0 ? [teams[i % teams.Count]] : null,
            Tenants = [.. tenants.Select(tenant => tenant.Id)],
        }).ToList();
        return new(new()
        {
            Id = Guid.NewGuid(),
            Slug = $"customer{number}",
            InsightsActive = true,
            Tenants = tenants,
            Teams = [.. teams.Select((id, i) => new TeamFacts(id, $"team{i}", [.. users.Where((_, at) => at % teams.Count == i).Select(user => user.Id)]))],
            Users = users,
        });
    }

    private static Floor Floor(CustomerSnapshot customer)
    {
        var users = new Dictionary<string, FloorUser>(StringComparer.Ordinal);
        foreach (var user in customer.Users)
        {
            var held = Permission.Catalogue.Where(permission => Authorizer.Decide(user, permission, Target.Of(customer), Now).Allowed).Aggregate(default(PermissionSet), (set, one) => set.With(one));
            users[user.User!.Email] = new(customer.Id, held.Low, held.High);
        }

        return new(customer.Id, users);
    }

    private readonly record struct Question(CustomerSnapshot Customer, Floor Floor, string Email, Permission Permission);
}

/// <summary>The least that a decision can be: one string look-up, one customer compare, one bit test.</summary>
internal sealed class Floor(Guid id, Dictionary<string, FloorUser> users)
{
    public Guid Id => id;

    public bool Allows(string email, Guid customer, int permission) =>
        users.TryGetValue(email, out var user) && user.Customer == customer && (((permission < 64 ? user.Low : user.High) >> permission) & 1) != 0;
}

internal sealed record FloorUser(Guid Customer, ulong Low, ulong High);

internal sealed record Holds(int Permission) : IAuthorizationRequirement;

internal sealed class FloorHandler : AuthorizationHandler<Holds, Floor>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Holds requirement, Floor resource)
    {
        if (context.User.FindFirstValue(ClaimTypes.Email) is { } email && resource.Allows(email, resource.Id, requirement.Permission)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
