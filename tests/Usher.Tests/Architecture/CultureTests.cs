using System.Globalization;
using System.Reflection;
using Shouldly;
using Usher.Access;
using Usher.Platform;
using Usher.Web.Commands;

namespace Usher.Tests.Architecture;

public sealed class CultureTests
{
    private static readonly string[] Ordering =
        [nameof(Enumerable.OrderBy), nameof(Enumerable.OrderByDescending), nameof(Enumerable.ThenBy), nameof(Enumerable.ThenByDescending), nameof(Enumerable.Order), nameof(Enumerable.OrderDescending)];

    private static readonly string[] Finding = [nameof(string.StartsWith), nameof(string.EndsWith), nameof(string.IndexOf), nameof(string.LastIndexOf)];

    [Fact]
    public void Text_is_compared_by_a_rule_that_the_code_names_and_never_by_whatever_the_host_speaks()
    {
        Type[] types = [.. new[] { typeof(Authorizer).Assembly, typeof(Gate).Assembly, typeof(UsherCommand).Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => !t.Name.Contains('<', StringComparison.Ordinal))];
        types.Length.ShouldBeGreaterThan(500);
        var found = from type in types
                    from method in Il.Called(type)
                    where FollowsTheHost(method)
                    select $"{type.FullName} calls {method.DeclaringType!.Name}.{method.Name} without saying how text compares";
        found.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void A_comparison_that_follows_the_host_is_recognised() =>
        Il.Called(typeof(CultureTests)).Where(FollowsTheHost).Select(m => m.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["CompareTo", "OrderBy", "OrderDescending", "StartsWith"]);

    [Fact]
    public void Unicode_tables_are_there()
    {
        "Cafe\u0301".Normalize().ShouldBe("Café");
        CultureInfo.GetCultureInfo("sv").CompareInfo.Compare("z", "å").ShouldBeLessThan(0);
        CultureInfo.GetCultureInfo("en").CompareInfo.Compare("z", "å").ShouldBeGreaterThan(0);
    }

    private static bool FollowsTheHost(MethodBase method)
    {
        var type = method.DeclaringType;
        var takes = method.GetParameters().Select(p => p.ParameterType).ToArray();
        if (type == typeof(Enumerable) && Ordering.Contains(method.Name)) return method.GetGenericArguments()[^1] == typeof(string) && takes.Length == (method.Name.Contains("By", StringComparison.Ordinal) ? 2 : 1);
        if (type == typeof(Array) && method.Name == nameof(Array.Sort)) return takes is [{ HasElementType: true } array] && array.GetElementType() == typeof(string);
        if (type == typeof(List<string>) && method.Name == nameof(List<>.Sort)) return takes.Length == 0;
        if (type != typeof(string)) return false;
        return method.Name == nameof(string.CompareTo)
            || (method.Name == nameof(string.Compare) && takes is [var a, var b] && a == typeof(string) && b == typeof(string))
            || (Finding.Contains(method.Name) && takes[0] == typeof(string) && !takes.Contains(typeof(StringComparison)));
    }

#pragma warning disable CA1307, CA1309, CA1310, MA0001, MA0074 // What the test above looks for.
    private static string ByHost(string[] names) => names.OrderBy(n => n).First();

    private static string ByHostDown(string[] names) => names.OrderDescending().First();

    private static bool BeginsByHost(string name) => name.StartsWith("a");

    private static int ComparesByHost(string a, string b) => a.CompareTo(b);
#pragma warning restore
}
