using System.Globalization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Lists what a personal key of the caller's may carry now: what they hold themselves (rule 25).</summary>
public sealed record ListKeyPermissions : Listing<Nothing, Page<KeyPermission>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PersonalKeyManage;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work);

    /// <inheritdoc/>
    public override Task<Page<KeyPermission>> Run(Work work, Nothing found)
    {
        var place = Permission.Catalogue.Index()
            .ToDictionary(one => one.Item, one => one.Index.ToString("D5", CultureInfo.InvariantCulture));
        var held = Permission.Catalogue.Where(one => GrantRules.MayCarry(work.Actor, one, work.Now));
        return Task.FromResult(Part(work, held, one => new(place[one], default), (one, other) => string.CompareOrdinal(one.Key, other.Key))
            .Show(one => new KeyPermission(one.Name, one.Meaning, one.Section)));
    }
}

/// <summary>A permission that a personal key may carry.</summary>
/// <param name="Name">By <c>type/action</c>.</param>
/// <param name="Meaning">What one may do who holds it, as a verb phrase.</param>
/// <param name="Section">Where it belongs.</param>
public sealed record KeyPermission(string Name, string Meaning, Section Section);
