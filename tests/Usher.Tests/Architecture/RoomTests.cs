using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Tests.Architecture;

/// <summary>The plan of the house holds: which room may use which, what a use case is, what a handler may touch.</summary>
public sealed class RoomTests
{
    /// <summary>Which rooms a room may use, besides Platform, Data and itself.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        ["Data"] = [],
        ["Directory"] = [],
        ["Machines"] = ["Directory"],
        ["Identity"] = ["Directory", "Machines"],
        ["Marketplace"] = ["Machines", "Directory"],
        ["Salesforce"] = ["Directory"],
        ["Upstream"] = ["Salesforce", "Marketplace", "Machines", "Directory"],
        ["Calls"] = ["Machines", "Directory"],
        ["Delivery"] = ["Calls", "Machines", "Directory"],
        ["Automation"] = ["Delivery", "Calls", "Machines", "Directory"],
        ["Governance"] = ["Automation", "Delivery", "Calls", "Upstream", "Salesforce", "Marketplace", "Identity", "Machines", "Directory"],
    };

    private static readonly Assembly Application = typeof(Gate).Assembly;

    private static readonly Type[] Types = [.. Application.GetTypes().Where(t => t.Namespace?.StartsWith("Usher.", StringComparison.Ordinal) == true && !t.Name.Contains('<', StringComparison.Ordinal))];

    public static TheoryData<string> Rooms => [.. Types.Select(Room).Distinct()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_below_it(string room)
    {
        Arrows.ShouldContainKey(room);
        string[] allowed = [room, "Platform", "Data", .. Arrows[room]];
        var wrong = from type in Types
                    where Room(type) == room
                    from used in Il.Used(type)
                    where used.Assembly == Application && used.Namespace?.StartsWith("Usher.", StringComparison.Ordinal) == true && !allowed.Contains(Room(used))
                    select $"{type.FullName} uses {used.FullName}";
        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void No_arrow_leads_back_to_where_it_began()
    {
        foreach (var room in Arrows.Keys) Below(room, []).ShouldNotContain(room);

        static HashSet<string> Below(string room, HashSet<string> seen)
        {
            foreach (var lower in Arrows[room].Where(seen.Add)) Below(lower, seen);
            return seen;
        }
    }

    [Fact]
    public void Who_may_do_what_stands_on_nothing()
    {
        typeof(Authorizer).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal));
        Application.GetReferencedAssemblies().Select(a => a.Name).ShouldNotContain("Usher.Web");
    }

    [Fact]
    public void The_client_of_other_products_needs_nothing_of_the_server_and_no_package()
    {
        var needs = typeof(global::Usher.Client.UsherClient).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        needs.ShouldNotBeEmpty();
        needs.ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));
        foreach (var assembly in new[] { typeof(Authorizer).Assembly, Application, typeof(global::Usher.Web.Hosting.UsherHost).Assembly })
            assembly.GetReferencedAssemblies().Select(a => a.Name).ShouldNotContain("Usher.Client");
    }

    [Fact]
    public void A_use_case_is_in_a_file_of_its_name_or_has_a_few_lines_beside_its_neighbours()
    {
        const int few = 25;
        foreach (var useCase in UseCases())
        {
            var room = Path.Combine(Repository.Root, "src", "Usher", Room(useCase));
            var record = $"record {useCase.Name}";
            var declared = from file in System.IO.Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories)
                           let lines = File.ReadAllLines(file)
                           from at in Enumerable.Range(0, lines.Length)
                           let begins = lines[at].IndexOf(record, StringComparison.Ordinal)
                           where begins >= 0 && !char.IsLetterOrDigit(lines[at].ElementAtOrDefault(begins + record.Length))
                           select (File: Path.GetFileNameWithoutExtension(file), Lines: lines.Skip(at).TakeWhile(line => line != "}").Count() + 1);
            var (name, length) = declared.ShouldHaveSingleItem(useCase.FullName);
            if (name != useCase.Name) length.ShouldBeLessThanOrEqualTo(few, $"{useCase.Name} is long enough for a file of its own");
        }
    }

    [Fact]
    public void Time_comes_from_the_clock_that_was_passed_in()
    {
        var wrong = from type in Types.Concat(typeof(Authorizer).Assembly.GetTypes())
                    from member in Il.Named(type)
                    where member.Name is "get_Now" or "get_UtcNow" or "get_Today" && (member.DeclaringType == typeof(DateTime) || member.DeclaringType == typeof(DateTimeOffset))
                    select type.FullName;
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_entity_is_of_a_customer_and_filtered_or_deliberately_of_none()
    {
        using var store = new SqliteStore("Data Source=:memory:").Context(Guid.Empty);
        foreach (var entity in store.Model.GetEntityTypes())
        {
            var owned = typeof(ICustomerOwned).IsAssignableFrom(entity.ClrType);
            var global = typeof(IGlobalEntity).IsAssignableFrom(entity.ClrType);
            (owned ^ global).ShouldBeTrue($"{entity.ClrType.Name} is neither ICustomerOwned nor IGlobalEntity, or both");
            if (!owned) continue;
            entity.GetDeclaredQueryFilters().ShouldHaveSingleItem().Key.ShouldBe("customer");
            entity.FindProperty(nameof(ICustomerOwned.CustomerId))!.IsConcurrencyToken.ShouldBeTrue();
        }
    }

    [Fact]
    public void The_audit_log_tells_every_property_there_is()
    {
        using var store = new SqliteStore("Data Source=:memory:").Context(Guid.Empty);
        foreach (var entity in store.Model.GetEntityTypes())
        {
            // Scalar properties are what the writer retells; a nested object would go untold.
            entity.GetComplexProperties().ShouldBeEmpty();
            entity.IsOwned().ShouldBeFalse();
        }
    }

    /// <summary>Every use case there is.</summary>
    internal static IEnumerable<Type> UseCases() => Types.Where(t => !t.IsAbstract && IsUseCase(t));

    /// <summary>Whether a type is a use case, or what several have in common.</summary>
    internal static bool IsUseCase(Type type) => Bases(type).Any(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(UseCase<,>));

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var b = type.BaseType; b is not null; b = b.BaseType) yield return b;
    }

    private static string Room(Type type) => type.Namespace!.Split('.')[1];
}
