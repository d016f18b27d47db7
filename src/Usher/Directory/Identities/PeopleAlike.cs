using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Active users other than the caller by what they are called and how their address begins: who an unmatched identity may be. Made once for
/// a list, so that many of them cost no more than one.
/// </summary>
internal sealed class PeopleAlike
{
    private const int Most = 3;

    private readonly Work _work;
    private readonly ILookup<string, Actor> _byName;
    private readonly ILookup<string, Actor> _byLocal;

    public PeopleAlike(Work work)
    {
        _work = work;
        var people = work.Customer.Users.Where(u => u.User!.Active && u.Id != work.Actor.Id).Select(u => (User: u, Name: Folding.Find(u.Name))).ToList();
        _byName = people.ToLookup(one => one.Name, one => one.User, StringComparer.Ordinal);
        _byLocal = people.SelectMany(one => new[] { (one.User, Key: Local(one.User.User!.Email)!), (one.User, Key: one.Name.Replace(' ', '.')) })
            .ToLookup(one => one.Key, one => one.User, StringComparer.Ordinal);
    }

    /// <summary>Those who are called so, or whose address begins so: at most three, by name.</summary>
    /// <param name="name">What somebody is called; null: nothing is known.</param>
    /// <param name="address">Their address; null: it is not known.</param>
    public IReadOnlyList<PersonView> For(string? name, string? address)
    {
        var named = name is null ? [] : _byName[Folding.Find(name)];
        var alike = Local(address) is { } local ? _byLocal[local] : [];
        return
        [
            .. named.Concat(alike).DistinctBy(u => u.Id).OrderBy(u => u.Name, Comparer<string>.Create(_work.Order.Compare)).ThenBy(u => u.Id)
                .Take(Most).Select(PersonView.Of),
        ];
    }

    /// <summary>What is before the @, without what follows a plus sign.</summary>
    private static string? Local(string? address) => address?.Split('@')[0].Split('+')[0] is { Length: > 0 } local ? local : null;
}
