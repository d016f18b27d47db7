using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Makes a platform key: the Platform Team does, on the host. Its text is shown once.</summary>
/// <param name="Name">A name for it.</param>
/// <param name="Scopes"><c>decision/ask</c> for all customers, <c>upstream/report</c>, or both.</param>
/// <param name="Days">Days until it expires: 1 to 365.</param>
public sealed record MakePlatformKey(string Name, IReadOnlyList<string> Scopes, int Days) : Change<Nothing, KeyMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PlatformKeyManage;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found)
    {
        var known = Scopes.Count > 0
            && Scopes.All(scope => Permission.Find(scope) is { } permission && Roles.HoldableByPlatformKey.Has(permission));
        return Task.FromResult(Keys.Fault(Name, Days, MakeKey.MostDays)
            ?? (known ? null : new Invalid("/scopes", "Choose decision/ask, upstream/report, or both.")));
    }

    /// <inheritdoc/>
    public override Task<KeyMade> Run(Work work, Nothing found) => Task.FromResult(
        Keys.Make(work, ActorKind.PlatformKey, default, Name, string.Join(' ', Scopes.Distinct(StringComparer.Ordinal)),
            work.Now.AddDays(Days)));
}
