using System.Diagnostics.CodeAnalysis;

namespace Usher.Access;

/// <summary>
/// A customer's users in the order of their ids, each with a class of its likes: two of one class have the same roles to the same moment,
/// tenants, custom roles and teams of their level, so that every decision about a thing that is neither of them, nor a call, is the same
/// for both. Most customers have some dozens of classes. Immutable.
/// </summary>
internal sealed class UsersInOrder
{
    private readonly Guid[] _ids;
    private readonly int[] _places;
    private readonly string[] _emails;
    private readonly int[] _classOf;
    private readonly Dictionary<UserFacts, int> _classes;

    private UsersInOrder(Guid[] ids, int[] places, string[] emails, int[] classOf, Dictionary<UserFacts, int> classes)
    {
        _ids = ids;
        _places = places;
        _emails = emails;
        _classOf = classOf;
        _classes = classes;
    }

    /// <summary>How many users there are.</summary>
    public int Count => _ids.Length;

    /// <summary>How many classes there are, those that have nobody any more among them.</summary>
    public int Classes => _classes.Count;

    /// <summary>Users in order, and sorted into classes: about five milliseconds for 10,000.</summary>
    public static UsersInOrder Of(IReadOnlyList<UserFacts> users)
    {
        var ids = new Guid[users.Count];
        var places = new int[users.Count];
        for (var place = 0; place < places.Length; place++) (ids[place], places[place]) = (users[place].Id, place);
        Array.Sort(ids, places);
        var classes = new Dictionary<UserFacts, int>(Likes.Comparer);
        return new(ids, places, Array.ConvertAll(places, place => users[place].Email),
            Array.ConvertAll(places, place => ClassOf(users[place], classes)), classes);
    }

    /// <summary>
    /// The same people, of whom these are different now; null: too many classes have nobody any more, and they are sorted again.
    /// </summary>
    public UsersInOrder? After(IReadOnlyList<UserFacts> changed)
    {
        if (changed.Count == 0) return this;
        if (_classes.Count > (2 * Count) + 100) return null;
        var (classOf, classes) = ((int[])_classOf.Clone(), new Dictionary<UserFacts, int>(_classes, Likes.Comparer));
        foreach (var user in changed) classOf[Array.BinarySearch(_ids, user.Id)] = ClassOf(user, classes);
        return new(_ids, _places, _emails, classOf, classes);
    }

    /// <summary>The id at a rank.</summary>
    public Guid Id(int rank) => _ids[rank];

    /// <summary>The e-mail of a rank: beside the others, so that naming thousands fetches none of them.</summary>
    public string Email(int rank) => _emails[rank];

    /// <summary>Where the user of a rank is in the snapshot.</summary>
    public int Place(int rank) => _places[rank];

    /// <summary>The class of the user of a rank.</summary>
    public int Class(int rank) => _classOf[rank];

    /// <summary>The first rank whose id is beyond this one, which may be gone; null: the first.</summary>
    public int RankAfter(Guid? id)
    {
        if (id is not { } last) return 0;
        var rank = Array.BinarySearch(_ids, last);
        return rank < 0 ? ~rank : rank + 1;
    }

    private static int ClassOf(UserFacts user, Dictionary<UserFacts, int> classes)
    {
        if (!classes.TryGetValue(user, out var known)) classes.Add(user, known = classes.Count);
        return known;
    }

    /// <summary>Compares all of a user that decides about other things than themselves and calls.</summary>
    private sealed class Likes : IEqualityComparer<UserFacts>
    {
        public static readonly Likes Comparer = new();

        public bool Equals(UserFacts? one, UserFacts? other) => one is not null && other is not null
            && (one.Active, one.Connect, one.ConnectUntil, one.Insights, one.InsightsUntil)
                == (other.Active, other.Connect, other.ConnectUntil, other.Insights, other.InsightsUntil)
            && AreSame(one.Tenants, other.Tenants) && AreSame(one.CustomRoles, other.CustomRoles) && AreSame(one.EditorOf, other.EditorOf)
            && one.Ends.SequenceEqual(other.Ends);

        public int GetHashCode([DisallowNull] UserFacts user)
        {
            var hash = new HashCode();
            hash.Add((user.Active, user.Connect, user.Insights));
            hash.Add((user.ConnectUntil, user.InsightsUntil));
            foreach (var tenant in user.Tenants) hash.Add(tenant);
            foreach (var role in user.CustomRoles) hash.Add(role);
            hash.Add(user.EditorOf?.Count);
            return hash.ToHashCode();
        }

        private static bool AreSame(IReadOnlyList<Guid>? one, IReadOnlyList<Guid>? other) =>
            ReferenceEquals(one, other) || (one is not null && other is not null && one.SequenceEqual(other));
    }
}
