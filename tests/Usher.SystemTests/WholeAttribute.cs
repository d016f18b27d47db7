using Xunit.v3;

namespace Usher.SystemTests;

/// <summary>
/// Runs with <c>dotnet test -p:Whole=true</c> only, so that what every change has to pass stays short, however many pages and rules there are:
/// rules that the other project runs on SQLite, run again on PostgreSQL; the pages of each room; what only repeats with more luck. What every
/// change passes here is a way through the product (signing in, a call, an access, an answer), what the databases do differently, and kills.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WholeAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Run", "Whole")];
}
