using Xunit.v3;

namespace Usher.SystemTests;

/// <summary>
/// Runs with <c>dotnet test -p:Whole=true</c> only, so that what every change has to pass stays short: rules that do not depend on the
/// database, run again on PostgreSQL; pages whose like another class visits; what only repeats with more luck.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WholeAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Run", "Whole")];
}
