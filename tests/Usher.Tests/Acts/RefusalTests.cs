using Usher.Access;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Acts;

/// <summary>
/// Every use case there is, with an input that succeeds: refused to whoever lacks its permission, for want of that permission, and to no one else. What is expected is the law's.
/// A use case that is added tomorrow needs a sample tomorrow.
/// </summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Acts => [.. Sample.All.Keys.Select(act => act.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_use_case_has_a_sample() =>
        RoomTests.UseCases().Select(act => act.Name).Order(StringComparer.Ordinal).ShouldBe(Acts.Select(act => act.Data));

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task It_is_refused_for_want_of_its_permission_to_who_has_everything_else_and_done_by_who_has_it(string act)
    {
        var sample = Of(act);
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = !sample.Reads;
        await sample.Prepare(town);

        // On the host nothing narrows the Platform Team: a Super User has whatever there is beside it.
        var caller = sample.Caller(town);
        var lacking = sample.Who == "host" ? sample.By(town, town.As("super", sample.Customer)) : caller with { Limit = Without(sample.Rows) };
        ShouldWant(sample, await sample.Try(town, lacking), $"{sample.Who} without {string.Join(" and ", sample.Rows)}");
        (await sample.Try(town, caller)).ShouldBeNull($"{act} by {sample.Who}");
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task It_is_refused_for_want_of_its_permission_to_whom_the_law_gives_no_cell_and_to_no_one_to_whom_it_gives_one(string act)
    {
        var sample = Of(act);
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        await sample.Prepare(town);
        var here = sample.Customer == Town.Harbor;
        var refused = 0;
        foreach (var who in Columns.Of.Keys.Where(who => here || who is "support" or "super"))
        {
            if (Cells(who, sample).Any(cell => cell != "—")) continue;
            ShouldWant(sample, await sample.Try(town, town.As(who, sample.Customer)), who);
            refused++;
        }

        foreach (var who in here ? (string[])["customeradmin@lakeside", "orgadmin@lakeside"] : [])
            (await sample.Try(town, town.As(who, Town.Harbor))).ShouldBeOfType<NotFound>(who);

        foreach (var (who, caller) in Nobodies(town, sample.Customer))
        {
            if (!here && caller.Kind == ActorKind.User) continue;
            ShouldWant(sample, await sample.Try(town, caller), who);
            refused++;
        }

        refused.ShouldBeGreaterThan(3);

        // Whom a cell gives it in the whole customer may be refused for what was done before, not for want of it.
        foreach (var who in Columns.Of.Keys.Where(who => (here || who is "support" or "super") && Cells(who, sample).Any(cell => cell is "own" or "all")))
            (await sample.Try(town, sample.By(town, town.As(who, sample.Customer)))).ShouldNotBeOfType<NotAllowed>(who);
    }

    /// <summary>Those whom no table names.</summary>
    private static IEnumerable<(string Who, Caller Caller)> Nobodies(Town town, Guid customer) =>
    [
        ("a stranger", new(ActorKind.User, Guid.NewGuid(), customer, Door.Api)),
        ("nobody's staff", new(ActorKind.Staff, Guid.NewGuid(), customer, Door.Console)),
        ("a platform key that was revoked", new(ActorKind.PlatformKey, Guid.NewGuid(), customer, Door.Api)),
        ("Usher itself", new(ActorKind.System, Guid.Empty, customer, Door.Job)),
        ("who says to be the Platform Team over HTTP", town.As("host", customer) with { Door = Door.Api }),
    ];

    private static IEnumerable<string> Cells(string who, Sample sample) => sample.Rows.SelectMany(row => Columns.Cells(who, row));

    private static Sample Of(string act) => Sample.All.Values.Single(sample => sample.Act.Name == act);

    private static void ShouldWant(Sample sample, Refusal? refusal, string who)
    {
        var refused = refusal.ShouldBeOfType<NotAllowed>($"{sample.Act.Name} by {who}: {refusal}");
        sample.Rows.ShouldContain(refused.Permission.Name, $"{sample.Act.Name} by {who}");
    }

    private static PermissionSet Without(IEnumerable<string> rows) =>
        rows.Aggregate(PermissionSet.All, (all, row) => all.Without(Permission.Catalogue.Single(permission => permission.Name == row)));
}
