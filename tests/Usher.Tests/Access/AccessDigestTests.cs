using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>What tells an open page that it may show something else now: any change of what decides about its reader, and nothing of anybody else.</summary>
public class AccessDigestTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Maya = Guid.NewGuid();
    private static readonly Guid Dylan = Guid.NewGuid();
    private static readonly Guid North = Guid.NewGuid();
    private static readonly Guid Sales = Guid.NewGuid();
    private static readonly Guid Deals = Guid.NewGuid();
    private static readonly Guid Signage = Guid.NewGuid();
    private static readonly Guid Keeper = Guid.NewGuid();

    private static readonly CustomerFacts Before = new()
    {
        Id = Guid.NewGuid(),
        Slug = "harbor",
        InsightsActive = true,
        Tenants = [new(North, "north")],
        Apps = [new(Signage, "signage")],
        CustomRoles = [new(Keeper, "keeper", [])],
        Teams = [new(Sales, "sales", [])],
        Channels = [new(Deals, "deals", Sales, [], [], 0)],
        Users = [Person(Maya), Person(Dylan)],
    };

    private static readonly Dictionary<string, Func<CustomerFacts, CustomerFacts>> Changes = new(StringComparer.Ordinal)
    {
        ["added to a team"] = facts => facts with { Teams = [new(Sales, "sales", [Maya])] },
        ["in a channel"] = facts => facts with { Channels = [new(Deals, "deals", Sales, [Maya], [], 0)] },
        ["a tenant"] = With(user => user with { Tenants = [North] }),
        ["a custom role"] = With(user => user with { CustomRoles = [Keeper] }),
        ["a custom role with an app"] = facts => With(user => user with { CustomRoles = [Keeper] })(facts) with { CustomRoles = [new(Keeper, "keeper", [Signage])] },
        ["Customer Admin"] = With(user => user with { Connect = ConnectRole.CustomerAdmin }),
        ["Editor of everything"] = With(user => user with { Insights = InsightsRole.Editor }),
        ["Editor of one team"] = With(user => user with { Insights = InsightsRole.Editor, EditorOf = [Sales] }),
        ["Editor of no team"] = With(user => user with { Insights = InsightsRole.Editor, EditorOf = [] }),
        ["deactivated"] = With(user => user with { Active = false }),
        ["Insights off"] = facts => facts with { InsightsActive = false },
        ["closed"] = facts => facts with { Closed = true },
        ["transcripts for the owner only"] = facts => facts with { Transcripts = TranscriptAudience.OwnerOnly },
        ["renamed"] = With(user => user with { Name = "Maya Okafor" }),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_change_of_what_decides_about_somebody_is_another_digest(string change) =>
        Of(Changes[change](Before), Maya).ShouldNotBe(Of(Before, Maya));

    [Fact]
    public void No_two_ways_to_stand_have_one_digest() =>
        Changes.Values.Select(change => Of(change(Before), Maya)).Append(Of(Before, Maya)).ShouldBeUnique();

    [Theory]
    [InlineData("added to a team")]
    [InlineData("a tenant")]
    [InlineData("Customer Admin")]
    [InlineData("deactivated")]
    public void What_changes_for_one_is_the_same_digest_for_others(string change) =>
        Of(Changes[change](Before), Dylan).ShouldBe(Of(Before, Dylan));

    [Fact]
    public void A_role_that_has_ended_is_another_digest_at_that_instant_and_not_before()
    {
        var facts = With(user => user with { Insights = InsightsRole.Editor, InsightsUntil = Now.AddHours(1) })(Before);
        Of(facts, Maya, Now.AddMinutes(59)).ShouldBe(Of(facts, Maya));
        Of(facts, Maya, Now.AddHours(1)).ShouldBe(Of(Before, Maya));
    }

    private static string Of(CustomerFacts facts, Guid person, DateTimeOffset? at = null) => new CustomerSnapshot(facts).User(person)!.Digest(at ?? Now);

    private static Func<CustomerFacts, CustomerFacts> With(Func<UserFacts, UserFacts> change) =>
        facts => facts with { Users = [.. facts.Users.Select(user => user.Id == Maya ? change(user) : user)] };

    private static UserFacts Person(Guid id) => new() { Id = id, Email = $"{id:N}@harbor.example", Name = "P" };
}
