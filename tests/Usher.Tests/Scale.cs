using System.Globalization;

namespace Usher.Tests;

/// <summary>How large a property runs: small in <c>dotnet test</c>, as large as <c>bench/run</c> says by the environment.</summary>
public static class Scale
{
    /// <summary>The number of cases: the variable <c>USHER_SCALE</c>, or the small number.</summary>
    public static int Of(int small) => Read("USHER_SCALE") ?? small;

    /// <summary>Where the cases begin: the variable <c>USHER_SEED</c>, or 1.</summary>
    public static int Seed => Read("USHER_SEED") ?? 1;

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
