using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Lists what a personal key of the caller's may carry now: what they hold themselves (rule 25).</summary>
public sealed record ListKeyPermissions : Query<Nothing, Page<KeyPermission>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PersonalKeyManage;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work);

    /// <inheritdoc/>
    public override Task<Page<KeyPermission>> Run(Work work, Nothing found) => Task.FromResult(new Page<KeyPermission>(
        [.. Permission.Catalogue.Where(one => GrantRules.MayCarry(work.Actor, one, work.Now)).Select(one => new KeyPermission(one.Name, one.Meaning, one.Section))], null));
}

/// <summary>A permission that a personal key may carry.</summary>
/// <param name="Name">By <c>type/action</c>.</param>
/// <param name="Meaning">What one may do who holds it, as a verb phrase.</param>
/// <param name="Section">Where it belongs.</param>
public sealed record KeyPermission(string Name, string Meaning, Section Section);
