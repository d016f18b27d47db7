using System.Security.Cryptography;

namespace Usher.Access;

/// <summary>Users, or integration users, for whom the same decisions are different.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Subjects">Their ids, in order.</param>
/// <param name="Gains">What they may do from then on and could not before, in the order of the law.</param>
/// <param name="Losses">What they could do before and may not from then on.</param>
public sealed record Flipped(ActorKind Kind, IReadOnlyList<Guid> Subjects, IReadOnlyList<Flip> Gains, IReadOnlyList<Flip> Losses);

/// <summary>
/// Which decisions about a customer's users and integration users are different in one snapshot of it than in another, at one time: exactly
/// those, as <see cref="Authorizer.Decide"/> answers them.
/// </summary>
/// <remarks>
/// The questions are those of section 3 of the law, by what changes their answer (<see cref="Measure"/>): a tenant, an app, a team, a
/// person acted on, the calls of a team or channel, and always the one that names nothing. What is not there is refused, as everywhere;
/// people are asked about who are there before and after. Not asked are calls one by one, keys, which narrow what their holder may, and
/// staff, who are of no customer. Nothing is decided question by question: people of one shape before and one shape after are compared
/// once, by sets.
/// </remarks>
public sealed class DecisionFlips
{
    private DecisionFlips(IReadOnlyList<Flipped> all) => All = all;

    /// <summary>Everyone for whom something is different, each once, with those for whom the same is.</summary>
    public IReadOnlyList<Flipped> All { get; }

    /// <summary>No decision is different.</summary>
    public static DecisionFlips None { get; } = new([]);

    /// <summary>Compares two snapshots of one customer.</summary>
    /// <param name="before">As it is.</param>
    /// <param name="after">As it would be.</param>
    /// <param name="now">The time that both are asked at: access that ends later is there in both.</param>
    public static DecisionFlips Between(CustomerSnapshot before, CustomerSnapshot after, DateTimeOffset now)
    {
        if (ReferenceEquals(before, after)) return None;
        var (was, becomes) = (new Surroundings(before, after, now), new Surroundings(after, before, now));
        var compared = new Dictionary<(Shape, Shape), Difference>();
        var merged = new Dictionary<(ActorKind, string), (Difference What, List<Guid> Who)>();
        var sameThings = was.HasTheSameThings(becomes);
        foreach (var (kind, id, one, other) in Moved(before, after, sameThings, now))
        {
            var pair = Compared(one, other, was, becomes, sameThings);
            if (!compared.TryGetValue(pair, out var what))
                compared.Add(pair, what = Difference.Of(pair.Was, was, pair.Is, becomes));
            var own = what.For(id);
            if (own.IsEmpty) continue;
            if (!merged.TryGetValue((kind, own.Digest), out var group)) merged.Add((kind, own.Digest), group = (own, []));
            group.Who.Add(id);
        }

        return new([.. merged.Select(group => new Flipped(
                group.Key.Item1, [.. group.Value.Who.Order()], group.Value.What.Gains, group.Value.What.Losses))
            .OrderBy(flipped => flipped.Kind).ThenBy(flipped => flipped.Subjects[0])]);
    }

    /// <summary>A digest of who is concerned and of every flip: another as soon as one decision more or fewer is different.</summary>
    public byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var flipped in All)
        {
            hash.AppendData([(byte)flipped.Kind]);
            Difference.Append(hash, flipped.Subjects);
            hash.AppendData(Convert.FromHexString(new Difference(flipped.Gains, flipped.Losses).Digest));
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Everyone whose answers may be different, with their shape before and after.</summary>
    private static IEnumerable<(ActorKind Kind, Guid Id, Shape Was, Shape Is)> Moved(CustomerSnapshot before, CustomerSnapshot after,
        bool sameThings, DateTimeOffset now)
    {
        var levelsMoved = after.Facts.Users.Any(user => before.Compiled(user.Id)?.User is { } then && !ReferenceEquals(then, user)
            && Surroundings.IsOfLowerLevel(then, now) != Surroundings.IsOfLowerLevel(user, now));
        foreach (var user in after.Facts.Users)
        {
            var (was, becomes) = (before.Compiled(user.Id), after.Compiled(user.Id)!);
            if (was is null) yield return (ActorKind.User, user.Id, Shape.Nobody, becomes.ShapeAt(now));
            else if (!sameThings || !becomes.IsShapedAs(was, now)
                || levelsMoved && becomes.ReachOf(Permission.AccessLevelManage, now) != Reach.None)
                yield return (ActorKind.User, user.Id, was.ShapeAt(now), becomes.ShapeAt(now));
        }

        foreach (var user in before.Facts.Users)
            if (!after.Has(user.Id)) yield return (ActorKind.User, user.Id, before.Compiled(user.Id)!.ShapeAt(now), Shape.Nobody);

        var machines = before.Facts.IntegrationUsers.Concat(after.Facts.IntegrationUsers).Select(machine => machine.Id).Distinct();
        foreach (var machine in machines)
        {
            var was = before.IntegrationUser(machine)?.ShapeAt(now) ?? Shape.Nobody;
            var becomes = after.IntegrationUser(machine)?.ShapeAt(now) ?? Shape.Nobody;
            if (!sameThings || was != becomes) yield return (ActorKind.IntegrationUser, machine, was, becomes);
        }
    }

    /// <summary>Two shapes without what makes no difference between them, so that those are one who need not be told apart.</summary>
    private static (Shape Was, Shape Is) Compared(Shape was, Shape becomes, Surroundings then, Surroundings thereafter, bool sameThings)
    {
        was = was with { ReadsAs = was.ReadsAs.And(then.TeamsAndChannels) };
        becomes = becomes with { ReadsAs = becomes.ReadsAs.And(thereafter.TeamsAndChannels) };
        return sameThings && ReferenceEquals(was.Held, becomes.Held) && was.ReadsAs.Equals(becomes.ReadsAs)
            ? (was with { ReadsAs = default }, becomes with { ReadsAs = default })
            : (was, becomes);
    }
}

/// <summary>What is allowed to one shape and not to another, both ways.</summary>
internal sealed class Difference(IReadOnlyList<Flip> gains, IReadOnlyList<Flip> losses)
{
    private string? _digest;

    public IReadOnlyList<Flip> Gains => gains;

    public IReadOnlyList<Flip> Losses => losses;

    public bool IsEmpty => Gains.Count + Losses.Count == 0;

    /// <summary>A digest of all of it, in hexadecimal.</summary>
    public string Digest => _digest ??= Made(gains, losses);

    public static Difference Of(Shape was, Surroundings then, Shape becomes, Surroundings thereafter)
    {
        var (gains, losses) = (new List<Flip>(), new List<Flip>());
        foreach (var permission in Permission.Catalogue)
        {
            if (was.Held[permission.Index] == Reach.None && becomes.Held[permission.Index] == Reach.None) continue;
            var (before, after) = (was.Allowed(permission, then), becomes.Allowed(permission, thereafter));
            gains.AddRange(Beyond(after, before));
            losses.AddRange(Beyond(before, after));
        }

        return new(gains, losses);
    }

    /// <summary>The same for one of them: nobody is among the people whom they themselves act on.</summary>
    public Difference For(Guid subject)
    {
        return Gains.Any(IsNothing) || Losses.Any(IsNothing)
            ? new([.. Gains.Where(flip => !IsNothing(flip))], [.. Losses.Where(flip => !IsNothing(flip))])
            : this;

        bool IsNothing(Flip flip) => flip.Permission.Measure == Measure.People && !flip.Things.Unnamed && flip.Things.Ids is [var only]
            && only == subject;
    }

    public static void Append(IncrementalHash hash, IReadOnlyList<Guid> ids)
    {
        hash.AppendData(BitConverter.GetBytes(ids.Count));
        foreach (var id in ids) hash.AppendData(id.ToByteArray());
    }

    /// <summary>What is allowed in one and not in the other, in pieces that have nothing in common.</summary>
    private static IEnumerable<Flip> Beyond(Flip more, Flip less)
    {
        var apart = more with { Things = more.Things.Except(less.Things) };
        if (!apart.Things.IsEmpty) yield return apart;
        var within = more with { Things = more.Things.And(less.Things), Apps = more.Apps.Except(less.Apps) };
        if (!within.Things.IsEmpty && !within.Apps.IsEmpty) yield return within;
    }

    private static string Made(IReadOnlyList<Flip> gains, IReadOnlyList<Flip> losses)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (side, flips) in new[] { ((byte)1, gains), ((byte)2, losses) })
        {
            foreach (var flip in flips)
            {
                hash.AppendData([side, (byte)flip.Permission.Index, Flag(flip.Things), Flag(flip.Apps)]);
                Append(hash, flip.Things.Ids);
                Append(hash, flip.Apps.Ids);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        static byte Flag(Extent extent) => extent.Unnamed ? (byte)1 : (byte)0;
    }
}
