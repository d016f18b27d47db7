using Usher.Access;

namespace Usher.Platform;

/// <summary>
/// Tells flips to whoever asks, by name, and no more than their own pages show: of Connect to those who see the customer's users, of
/// Insights to those who see its directory, of integration users to those who handle them.
/// </summary>
internal sealed class PreviewWords(Work work, CustomerSnapshot after, DecisionFlips flips)
{
    /// <summary>How many names stand for the rest.</summary>
    private const int MostNames = 5;

    /// <summary>How many groups are told of one side.</summary>
    private const int MostGroups = 50;

    private readonly CustomerSnapshot _before = work.Customer;
    private readonly bool _seesConnect = May(work, Permission.UserView);
    private readonly bool _seesInsights = May(work, Permission.DirectoryView);
    private readonly bool _seesMachines = May(work, Permission.IntegrationUserManage);

    /// <summary>The preview with its token.</summary>
    public ChangePreview Told(PreviewToken token) => new(token, flips, Side(group => group.Gains), Side(group => group.Losses),
        flips.All.Any(group => group.Gains.Concat(group.Losses).Any(flip => !IsSeen(group, flip))));

    private static bool May(Work work, Permission permission) =>
        Authorizer.Decide(work.Actor, permission, work.Whole, work.Now).Allowed;

    private bool IsSeen(Flipped group, Flip flip) =>
        (flip.Permission.Section == Section.Insights ? _seesInsights : _seesConnect)
            && (group.Kind == ActorKind.User || _seesMachines);

    private PreviewSide Side(Func<Flipped, IReadOnlyList<Flip>> of)
    {
        var seen = flips.All.Select(group => (Group: group, Flips: of(group).Where(flip => IsSeen(group, flip)).ToList()))
            .Where(one => one.Flips.Count > 0).ToList();
        var groups = Pieces(seen).GroupBy(piece => piece.Who, StringComparer.Ordinal)
            .Select(same => (Who: Subjects(same.First(), seen), Lines: same.OrderBy(piece => piece.Permission.Index).ToList()))
            .OrderByDescending(group => group.Who.Count).ThenBy(group => group.Lines[0].Permission.Index).ThenBy(group => group.Who[0])
            .ToList();
        return new(Count(ActorKind.User), Count(ActorKind.IntegrationUser),
            [.. groups.Take(MostGroups).Select(group => Told(group.Who, group.Lines))], Math.Max(0, groups.Count - MostGroups));

        int Count(ActorKind kind) => seen.Where(one => one.Group.Kind == kind).Sum(one => one.Group.Subjects.Count);
    }

    /// <summary>
    /// What is told in one line: tenant by tenant first, so that people whose tenants differ are told together for each; then tenants
    /// together for which it is the same people.
    /// </summary>
    private static IEnumerable<Piece> Pieces(List<(Flipped Group, List<Flip> Flips)> seen)
    {
        var atoms = new Dictionary<Atom, List<int>>();
        foreach (var (i, (_, told)) in seen.Index())
        {
            foreach (var flip in told)
            {
                if (!IsByTenant(flip.Permission)) Add(new(flip.Permission, null, flip.Things, flip.Apps), i);
                else
                {
                    if (flip.Things.Unnamed) Add(new(flip.Permission, null, Extent.OfNone, flip.Apps), i);
                    foreach (var tenant in flip.Things.Ids) Add(new(flip.Permission, tenant, Extent.OfNone, flip.Apps), i);
                }
            }
        }

        var pieces = atoms.GroupBy(atom => (Of: atom.Key with { Tenant = null }, Who: string.Join(' ', atom.Value)))
            .Select(same => new Piece(same.Key.Of, [.. same.Select(atom => atom.Key.Tenant).OfType<Guid>()], same.Key.Who,
                same.First().Value))
            .ToList();
        // Whoever gains it in one tenant gains it “in any tenant” too: that says no more.
        var named = pieces.Where(piece => piece.Tenants.Count > 0).Select(piece => piece.Permission).ToHashSet();
        return pieces.Where(piece => piece.Tenants.Count > 0 || !named.Contains(piece.Permission));

        void Add(Atom atom, int group)
        {
            if (!atoms.TryGetValue(atom, out var groups)) atoms.Add(atom, groups = []);
            if (groups.Count == 0 || groups[^1] != group) groups.Add(group);
        }
    }

    private static bool IsByTenant(Permission permission) => permission.Measure is Measure.Tenants or Measure.TenantsAndApps;

    private static List<Guid> Subjects(Piece piece, List<(Flipped Group, List<Flip> Flips)> seen) =>
        [.. piece.Groups.SelectMany(group => seen[group].Group.Subjects)];

    private PreviewGroup Told(List<Guid> who, List<Piece> pieces)
    {
        var people = who.Where(id => NameOf(id) is not null).ToList();
        var some = people.Select(id => new PersonView(id, NameOf(id)!)).OrderBy(person => person.Name, ByName).Take(MostNames);
        var machines = who.Select(id => (after.IntegrationUser(id) ?? _before.IntegrationUser(id))?.Name).OfType<string>();
        return new([.. some], [.. machines.Order(ByName).Take(MostNames)], who.Count, [.. pieces.Select(piece => Line(piece, who))]);
    }

    private PreviewLine Line(Piece piece, List<Guid> who)
    {
        var (permission, measure) = (piece.Permission, piece.Permission.Measure);
        var facts = (Now: _before.Facts, Then: after.Facts);
        IEnumerable<INamed> teams = [.. facts.Now.Teams, .. facts.Then.Teams];
        return new(permission.Name, permission.Meaning,
            measure == Measure.TenantsAndApps ? Things(piece.Apps.Ids, [.. _before.Apps, .. after.Apps]) : null,
            piece.Tenants.Count > 0 ? Things(piece.Tenants, [.. facts.Now.Tenants, .. facts.Then.Tenants]) : null,
            measure == Measure.Teams ? Things(piece.Things.Ids, teams) : null,
            measure == Measure.Calls ? Things(piece.Things.Ids, [.. teams, .. Channels(facts.Now), .. Channels(facts.Then)]) : null,
            measure == Measure.People && !piece.Things.Unnamed ? People([.. piece.Things.Ids.Except(who)]) : null);
    }

    private PreviewThings? Things(IReadOnlyList<Guid> ids, IEnumerable<INamed> of)
    {
        if (ids.Count == 0) return null;
        var all = of.DistinctBy(Id).ToDictionary(Id, thing => thing.Called);
        return new([.. ids.Select(id => all[id]).Order(ByName).Take(MostNames)], ids.Count, ids.Count == all.Count);
    }

    private PreviewThings People(IReadOnlyList<Guid> ids) =>
        new([.. ids.Select(id => NameOf(id) ?? "").Order(ByName).Take(MostNames)], ids.Count, ids.Count >= after.Facts.Users.Count - 1);

    private static IEnumerable<Named> Channels(CustomerFacts facts) =>
        facts.Channels.Select(channel => new Named(channel.Id, channel.Slug, $"#{channel.Slug}"));

    private static Guid Id(INamed thing) => thing switch { Named named => named.Id, TeamFacts team => team.Id, _ => Guid.Empty };

    private string? NameOf(Guid user) => (after.User(user) ?? _before.User(user))?.Name;

    private Comparer<string> ByName => Comparer<string>.Create(work.Order.Compare);

    /// <summary>Decisions that flip alike, in one tenant where they are by tenant.</summary>
    private readonly record struct Atom(Permission Permission, Guid? Tenant, Extent Things, Extent Apps);

    /// <summary>One line, and who it is about.</summary>
    private sealed record Piece(Atom Of, IReadOnlyList<Guid> Tenants, string Who, List<int> Groups)
    {
        public Permission Permission => Of.Permission;

        public Extent Things => Of.Things;

        public Extent Apps => Of.Apps;
    }
}
