using System.Globalization;

namespace Usher.Tests;

/// <summary>How large a property runs: small in <c>dotnet test</c>, larger with <c>-p:Whole=true</c>, as large as <c>bench/run</c> says by the environment.</summary>
public static class Scale
{
    /// <summary>Whether this was built with <c>-p:Whole=true</c>.</summary>
    public static bool IsWhole { get; } = AppContext.TryGetSwitch("Usher.Tests.Whole", out var whole) && whole;

    /// <summary>The number of cases: the variable <c>USHER_SCALE</c>, or the small number.</summary>
    /// <param name="small">How many every change has to pass.</param>
    /// <param name="whole">How many with <c>-p:Whole=true</c>; null: as many.</param>
    public static int Of(int small, int? whole = null) => Read("USHER_SCALE") ?? (IsWhole ? whole ?? small : small);

    /// <summary>Where the cases begin: the variable <c>USHER_SEED</c>, or 1.</summary>
    public static int Seed => Read("USHER_SEED") ?? 1;

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
