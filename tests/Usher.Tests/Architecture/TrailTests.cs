using System.Reflection;
using System.Runtime.CompilerServices;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Data;
using Usher.Platform;

namespace Usher.Tests.Architecture;

/// <summary>What is of Insights is told in the trail of Insights, whoever acts: Customer Admins read the other one.</summary>
public sealed class TrailTests
{
    private static readonly string[] Rooms = ["Usher.Calls", "Usher.Delivery"];

    // What everyone chooses for themselves by profile/edit, staff too: the law has it in section 1.
    private static readonly Type[] OfConnect = [typeof(Usher.Delivery.SetNotificationChoices), typeof(Usher.Delivery.SetMailTopic)];

    private static readonly Type[] Acts = [.. typeof(Gate).Assembly.GetTypes().Where(t => !t.IsAbstract && IsChange(t))];

    /// <summary>Every act that makes, changes or removes an entity of the rooms of Insights, itself or by what it calls there.</summary>
    public static TheoryData<Type> Touching => [.. Acts.Except(OfConnect).Where(act => Touched(act).Any())];

    [Theory]
    [MemberData(nameof(Touching))]
    public void An_act_that_touches_an_entity_of_insights_is_told_in_its_trail(Type act) => SectionOf(act).ShouldBe(Section.Insights);

    [Fact]
    public void The_acts_that_touch_one_are_found()
    {
        var found = Touching.Select(row => row.Data).ToList();
        found.ShouldContain(typeof(IngestCall));
        found.ShouldContain(typeof(IngestCallFile));
        found.ShouldContain(typeof(Usher.Calls.DeleteCall));
        found.ShouldContain(typeof(Usher.Calls.ShareCall));
        found.ShouldContain(typeof(Usher.Calls.TroubleshootCall));
    }

    private static Section SectionOf(Type act) => (Section)act.GetProperty(nameof(IngestCall.Section))!.GetValue(RuntimeHelpers.GetUninitializedObject(act))!;

    private static bool IsChange(Type type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
            if (up.IsGenericType && up.GetGenericTypeDefinition() == typeof(Change<,>)) return true;
        return false;
    }

    private static IEnumerable<Type> Touched(Type act)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>([act]);
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            foreach (var method in Il.Called(type))
            {
                if (method.DeclaringType is not { } owner) continue;
                if (IsEntity(owner) && (method.IsConstructor || method.Name.StartsWith("set_", StringComparison.Ordinal))) yield return owner;
                foreach (var removed in method.IsGenericMethod && method.Name.StartsWith("Remove", StringComparison.Ordinal) ? method.GetGenericArguments() : [])
                    if (IsEntity(removed)) yield return removed;
                if (IsInsights(owner) && !IsEntity(owner) && !Acts.Contains(owner)) open.Enqueue(owner);
            }
        }
    }

    private static bool IsEntity(Type type) => IsInsights(type) && type.IsAssignableTo(typeof(ICustomerOwned)) && !type.IsAssignableTo(typeof(IDerived));

    private static bool IsInsights(Type type) => Rooms.Any(room => type.Namespace?.StartsWith(room, StringComparison.Ordinal) == true);
}
