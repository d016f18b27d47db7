using Usher.Access;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>The pages about oneself.</summary>
internal sealed class IdentityPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) => [("now", May.Yes), ("profile", May.Yes)];
}
