using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Exclusions;
using Usher.Calls.Ingest;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Calls;

/// <summary>Rule 19: a call with a participant on the exclusion list is not stored; only the reason stays.</summary>
public class ExclusionTests
{
    [Theory]
    [InlineData("rosa@lakeside.example", "Rosa@Lakeside.example", true)]
    [InlineData("rosa@lakeside.example", "rosalie@lakeside.example", false)]
    [InlineData("lakeside.example", "rosa@lakeside.example", true)]
    [InlineData("lakeside.example", "rosa@mail.lakeside.example", true)]
    [InlineData("lakeside.example", "rosa@notlakeside.example", false)]
    [InlineData("Bücher.example", "rosa@xn--bcher-kva.example", true)]
    public async Task An_address_or_a_domain_keeps_a_call_from_being_stored(string excluded, string participant, bool isExcluded)
    {
        await using var world = await World();
        await Do(world, new AddExclusion(excluded));
        (await Ask(world, new TestExclusions([participant]))).Stored.ShouldBe(!isExcluded);

        var pushed = await Push(world, participant);

        pushed.Because.ShouldBe(isExcluded ? RefusedBecause.Excluded : null);
        await using var db = world.Store.Context(world.Customer);
        (await db.Set<Call>().CountAsync()).ShouldBe(isExcluded ? 0 : 1);
        (await db.Set<SearchText>().CountAsync()).ShouldBe(isExcluded ? 0 : 1);
        if (!isExcluded) return;
        (await db.Set<RefusedCalls>().SingleAsync()).ShouldSatisfyAllConditions(one => one.Because.ShouldBe(RefusedBecause.Excluded), one => one.Count.ShouldBe(1));
        pushed.Refusal()!.Sentence.ShouldNotContain("lakeside", Case.Insensitive);
    }

    [Theory]
    [InlineData("lakeside.example", "Rosa <rosa@lakeside.example>")]
    [InlineData("lakeside.example", "rosa@lakeside.example.")]
    [InlineData("rosa@lakeside.example", "Rosa <Rosa@lakeside.example>")]
    [InlineData("bücher.example", "rösa@bücher.example")]
    public async Task However_a_recorder_writes_the_address_the_call_is_not_stored(string excluded, string participant)
    {
        await using var world = await World();
        await Do(world, new AddExclusion(excluded));
        (await Push(world, participant)).Because.ShouldBe(RefusedBecause.Excluded);
    }

    [Fact]
    public async Task What_is_taken_off_the_list_excludes_no_more_and_can_be_restored()
    {
        await using var world = await World();
        var id = await Do(world, new AddExclusion("lakeside.example"));
        (await world.Gate.Run(world.As("olga"), new AddExclusion("LAKESIDE.example"))).Refused.ShouldBeOfType<AlreadyThere>();
        await Do(world, new RemoveExclusion(id));
        (await Ask(world, new ListExclusions())).Exclusions.ShouldHaveSingleItem().Removed.ShouldNotBeNull();
        (await Push(world, "rosa@lakeside.example")).Call.ShouldNotBeNull();
        (await Do(world, new AddExclusion("lakeside.example"))).ShouldBe(id);
        (await Push(world, "rosa@lakeside.example", "r-2")).Because.ShouldBe(RefusedBecause.Excluded);
        (await Ask(world, new ListExclusions())).Excluded.ShouldBe(1);
    }

    [Fact]
    public async Task The_list_is_for_organization_admins_alone_and_takes_addresses_and_domains_alone()
    {
        await using var world = await World();
        (await world.Gate.Run(world.As("ana"), new AddExclusion("lakeside.example"))).Refused.ShouldBeOfType<NotAllowed>();
        (await world.Gate.Run(world.As("ana"), new ListExclusions())).Refused.ShouldBeOfType<NotAllowed>();
        (await world.Gate.Run(world.As("ana"), new TestExclusions(["rosa@lakeside.example"]))).Refused.ShouldBeOfType<NotAllowed>();
        foreach (var typed in new[] { "", "lakeside", "@lakeside.example", "rosa@", "*.lakeside.example", "a b.example" })
            (await world.Gate.Run(world.As("olga"), new AddExclusion(typed))).Refused.ShouldBeOfType<Invalid>(typed);
        (await world.Gate.Run(world.As("olga"), new TestExclusions([]))).Refused.ShouldBeOfType<Invalid>();
        await world.Change(db => db.Add(new CustomerDomain { Domain = "sales.harbor.example" }));
        (await world.Gate.Run(world.As("olga"), new AddExclusion("harbor.example"))).Refused.ShouldBeOfType<ExcludesOwnDomain>();
        (await world.Gate.Run(world.As("olga"), new AddExclusion("ana@harbor.example"))).Refused.ShouldBeNull();
        (await Push(world, "rosa@lakeside.example")).Because.ShouldBe(RefusedBecause.Excluded, "its host is on the list");
    }

    private static async Task<CallWorld> World()
    {
        var world = await CallWorld.New();
        await world.Person("ana");
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        await world.Recorder("olga");
        return world;
    }

    private static async Task<IngestAnswer> Push(CallWorld world, string participant, string id = "r-1")
    {
        var text = $$"""{"recorderId":"{{id}}","title":"Renewal","start":"{{world.Clock.GetUtcNow():O}}","durationSeconds":60,"host":"ana@harbor.example","attendees":[{"name":"Rosa","email":"{{participant}}"}],"turns":[{"speaker":"Rosa","at":0,"text":"The canary words."}]}""";
        var outcome = await world.In.Push(world.AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(text)), "application/json", new CallHeader(), default);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private static async Task<T> Do<TFound, T>(CallWorld world, Change<TFound, T> change)
    {
        var outcome = await world.Gate.Run(world.As("olga"), change);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private static async Task<T> Ask<TFound, T>(CallWorld world, Query<TFound, T> query)
    {
        var outcome = await world.Gate.Run(world.As("olga"), query);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }
}
