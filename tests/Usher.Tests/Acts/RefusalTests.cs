using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Acts;

/// <summary>
/// Every use case there is, with an input that succeeds: refused to whoever lacks its permission, for want of that permission, and to no one else. What is expected is the law's.
/// A use case that is added tomorrow needs a sample tomorrow.
/// </summary>
public class RefusalTests
{
    public static TheoryData<string> Acts => [.. Sample.All.Keys.Select(act => act.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_use_case_has_a_sample() => RoomTests.UseCases().Except(Sample.All.Keys).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task It_is_refused_for_want_of_its_permission_alone_and_done_by_who_has_it(string act)
    {
        var sample = Of(act);
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = !sample.Reads;
        await sample.Prepare(town);
        await RefusedWithoutACell(town, sample);

        // Who has everything else. On the host nothing narrows the Platform Team: a Super User has whatever there is beside it.
        var (caller, input) = (sample.Caller(town), await sample.Input(town));
        var lacking = sample.Who == "host" ? sample.By(town, town.As("super", sample.Customer))
            : sample.Who == "reporter" ? town.As("asker", sample.Customer)
            : caller with { Limit = Without(sample.Rows) };
        ShouldWant(sample, await sample.Try(town, lacking), $"{sample.Who} without {string.Join(" and ", sample.Rows)}");
        (await sample.Try(town, caller)).ShouldBeNull($"{act} by {sample.Who}");

        // Whom a cell gives it in the whole customer may be refused for what was done before, not for want of it.
        foreach (var who in Here(sample).Where(who => Cells(who, sample).Any(cell => cell is "own" or "all")))
            (await sample.Try(town, sample.By(town, town.As(who, sample.Customer)))).ShouldNotBeOfType<NotAllowed>(who);
        await RefusedWhenClosed(town, sample, input);
    }

    /// <summary>In a closed customer nobody does anything any more, but that a Super User sees it and reopens it.</summary>
    private static async Task RefusedWhenClosed(Town town, Sample sample, object input)
    {
        if (sample.Customer != Town.Harbor || sample.Who == "host") return;
        (await town.Try(town.As("super") with { Note = "The contract ended." }, new CloseCustomer())).ShouldBeOneOf(null, new CustomerIsClosed());
        foreach (var who in Columns.Of.Keys.Where(who => who != "super" || !sample.Rows.Any(row => row is "customer/view" or "customer/close")))
            ShouldWant(sample, await Sample.Try(town, sample.By(town, town.As(who)), input), $"{who} once it is closed");
    }

    private static async Task RefusedWithoutACell(Town town, Sample sample)
    {
        var here = sample.Customer == Town.Harbor;
        var refused = 0;
        foreach (var who in Here(sample).Where(who => !(sample.ByRule && who == sample.Who) && Cells(who, sample).All(cell => cell == "—")))
        {
            ShouldWant(sample, await sample.Try(town, town.As(who, sample.Customer)), who);
            refused++;
        }

        foreach (var (who, caller) in Nobodies(town, sample.Customer).Where(nobody => here || nobody.Caller.Kind != ActorKind.User))
        {
            ShouldWant(sample, await sample.Try(town, caller), who);
            refused++;
        }

        refused.ShouldBeGreaterThan(3);
        foreach (var who in here ? (string[])["customeradmin@lakeside", "orgadmin@lakeside"] : [])
            (await sample.Try(town, town.As(who, Town.Harbor))).ShouldBeOfType<NotFound>(who);
    }

    /// <summary>Those of the town who can ask where it is done: outside harbor the vendor's people alone.</summary>
    private static IEnumerable<string> Here(Sample sample) => Columns.Of.Keys.Where(who => sample.Customer == Town.Harbor || who is "support" or "super");

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
