using Usher.Access;
using Usher.Calls;
using Usher.Calls.Search;

namespace Usher.Tests.Calls;

/// <summary>What people type into the search of calls, and what they find by it.</summary>
public class SearchSyntaxTests : IAsyncLifetime
{
    private CallWorld _world = null!;
    private Guid _pricing;
    private Guid _onboarding;
    private Guid _support;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        foreach (var person in new[] { "ana", "bo", "cy" }) await _world.Person(person);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "bo");
        await _world.Team("support", "cy", "bo");
        await _world.Recorder("olga");
        var now = _world.Clock.GetUtcNow();
        _pricing = await _world.Call("1", "ana", "Ana Test: We promised a discount of twelve percent.\nRosa Vidal: Then the implementation starts on Monday.", "Brackwater Ltd", now);
        _onboarding = await _world.Call("2", "bo", "Bo Test: A discount was promised, we know.\nOtto Lang: AT&T asked for R & D, and the Straße in Düsseldorf.", "Eastmere", now.AddHours(-1));
        _support = await _world.Call("3", "cy", "Cy Test: The printer prints.\nRosa Vidal: Priced too high, 来週から配送費。", "Brackwater Ltd", now.AddHours(-2));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    // Word for word: no other form, no other order; case, spelling and signs do not matter.
    [InlineData("\"promised a discount\"", "1")]
    [InlineData("“Promised a DISCOUNT”", "1")]
    [InlineData("\"a discount was promised\"", "2")]
    [InlineData("\"promise a discount\"", "")]
    [InlineData("\"discounts\"", "")]
    [InlineData("\"twelve percent then\"", "")]
    [InlineData("\"the strasse in duesseldorf\"", "2")]
    [InlineData("\"at&t asked\"", "2")]
    [InlineData("「配送費」", "3")]
    [InlineData("\"printer prints\" \"priced too high\"", "3")]
    [InlineData("\"discount\" monday", "1")]
    // Without.
    [InlineData("discount -percent", "2")]
    [InlineData("discount −percent", "2")]
    [InlineData("-discount", "3")]
    [InlineData("-\"promised a discount\"", "2 3")]
    [InlineData("discount -\"promised a discount\"", "2")]
    [InlineData("discount -impl*", "2")]
    [InlineData("e-mail", "")]
    [InlineData("discount - percent", "1")]
    // Beginnings.
    [InlineData("prin*", "3")]
    [InlineData("PRIN*", "3")]
    [InlineData("implementat*", "1")]
    [InlineData("disco* promis*", "1 2")]
    [InlineData("düssel*", "2")]
    [InlineData("pr*", "")]
    [InlineData("xyz*", "")]
    // Owner or speaker.
    [InlineData("from:ana", "1")]
    [InlineData("From: Ana", "1")]
    [InlineData("discount from:", "")]
    [InlineData("from:rosa", "1 3")]
    [InlineData("from:\"Rosa Vidal\" discount", "1")]
    [InlineData("from:ros*", "1 3")]
    [InlineData("from:discount", "")]
    [InlineData("-from:rosa", "2")]
    [InlineData("from:me", "2")]
    [InlineData("from:cy@harbor.example", "3")]
    [InlineData("-from:cy@harbor.example -from:me", "1")]
    // Account.
    [InlineData("about:brackwater", "1 3")]
    [InlineData("about:\"brackwater ltd\" -about:eastmere", "1 3")]
    [InlineData("about:brackw* printer", "3")]
    [InlineData("about:rosa", "")]
    [InlineData("-about:brackwater", "2")]
    // Team.
    [InlineData("in:sales", "1 2")]
    [InlineData("IN:Sales -in:support", "1")]
    [InlineData("in:nobody", "")]
    [InlineData("-in:nobody discount", "1 2")]
    // What is no syntax is words, or nothing.
    [InlineData("\"promised discount", "1 2")]
    [InlineData("12\" discount", "")]
    [InlineData("discount *", "1 2")]
    [InlineData("--discount", "1 2")]
    [InlineData("size:discount", "")]
    [InlineData("R & D", "2")]
    [InlineData("   ", "1 2 3")]
    public async Task A_search_finds_what_it_says(string text, string found) =>
        (await List("bo", text)).ShouldBe([.. found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f switch { "1" => _pricing, "2" => _onboarding, _ => _support })]);

    [Fact]
    public async Task What_one_may_not_read_is_neither_found_nor_excludes_nor_is_suggested()
    {
        await _world.Gate.Run(_world.As("ana"), new ShareCall(_pricing, "cy@harbor.example", _world.Clock.GetUtcNow().AddDays(1)));
        var shown = (await _world.Gate.Run(_world.As("cy"), new ViewCall(_pricing))).Value!.Summary.Parts.SelectMany(p => p.Lines).Select(l => l.Text).ToList();
        shown.ShouldNotContain(text => text.Contains("Monday", StringComparison.Ordinal));

        (await List("cy", "\"starts on Monday\"")).ShouldBeEmpty();
        (await List("cy", "about:brackwater -monday")).ShouldBe([_pricing, _support]);
        (await List("bo", "about:brackwater -monday")).ShouldBe([_support]);
        (await Page("cy", "mondaay")).Suggestion.ShouldBeNull();
        (await Page("bo", "mondaay")).Suggestion.ShouldBe("monday");
    }

    [Theory]
    [InlineData("discuont", "discount")]
    [InlineData("the implementaton starts", "the implementation starts")]
    [InlineData("\"promised a discuont\" -\"not so\"", "\"promised a discount\" -\"not so\"")]
    [InlineData("from:roza discount", "from:rosa discount")]
    [InlineData("about:brakwater discount", "about:brackwater discount")]
    [InlineData("pricd", "priced")]
    [InlineData("Discuont -percent", "discount -percent")]
    // Nothing near, nothing that finds anything, or too short to tell.
    [InlineData("xylophone", null)]
    [InlineData("discuont printer", null)]
    [InlineData("pes", null)]
    [InlineData("12345", null)]
    public async Task A_misspelled_word_is_offered_as_the_calls_write_it(string typed, string? meant)
    {
        var page = await Page("bo", typed);
        page.Items.ShouldBeEmpty();
        page.Suggestion.ShouldBe(meant);
        if (meant is not null) (await List("bo", meant)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_offered_where_something_was_found_nor_by_calls_one_does_not_see()
    {
        (await Page("bo", "discount")).Suggestion.ShouldBeNull();
        (await Page("olga", "discuont")).Suggestion.ShouldBeNull();
        (await Page("cy", "implementaton")).Suggestion.ShouldBeNull();
    }

    [Fact]
    public async Task A_phrase_is_marked_as_a_whole_and_a_speaker_asked_for_comes_first()
    {
        var found = (await Page("bo", "\"promised a discount\"")).Items.Single().Highlights!.Single();
        found.Marks.Select(m => found.Text.Substring(m[0], m[1])).ShouldBe(["promised a discount"]);
        var begun = (await Page("bo", "prin*")).Items.Single().Highlights!.Single();
        begun.Marks.Select(m => begun.Text.Substring(m[0], m[1])).ShouldBe(["printer", "prints"]);

        var call = await _world.Call("9", "bo", "Bo Test: A falcon.\nRosa: A falcon.\nCy: A falcon.\nOtto: A falcon.");
        (await Page("bo", "falcon from:otto")).Items.Single(i => i.Id == call).Highlights!.Select(h => h.Speaker).ShouldContain("Otto");
    }

    [Fact]
    public async Task A_phrase_that_many_calls_may_have_is_looked_for_in_some_of_them_at_a_time()
    {
        for (var i = 0; i < ReadThroughCalls.Most + 10; i++)
            await _world.Call($"many-{i}", "ana", i == 3 ? "Ana: Velvet lantern." : "Ana: Lantern velvet.", start: _world.Clock.GetUtcNow().AddMinutes(i));

        var first = await Page("ana", "\"velvet lantern\"");
        first.Items.ShouldBeEmpty();
        first.Count.ShouldBeNull();
        first.ReadSoFar.ShouldBe(ReadThroughCalls.Most);
        var rest = (await _world.Gate.Run(_world.As("ana"), new ListCalls { Text = "\"velvet lantern\"", Cursor = first.Next })).Value!;
        rest.Items.Count.ShouldBe(1);
        rest.Next.ShouldBeNull();

        var many = (await _world.Gate.Run(_world.As("ana"), new ListCalls { Text = "\"lantern velvet\"", Limit = 10 })).Value!;
        (many.Items.Count, many.Count, many.ReadSoFar).ShouldBe((10, "10+", null));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("*")]
    [InlineData("***")]
    [InlineData("from:")]
    [InlineData("from:*")]
    [InlineData("-in:\"")]
    [InlineData("about:\"\"")]
    [InlineData("-\"-\"-*")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\"a\" \"b\" \"c\" \"d\" \"e\" \"f\" \"g\" \"h\" \"i\" \"j\" \"k\"")]
    [InlineData("from:\uD800 \"\uD800\" \uE005ana \uE007pri 100% a_b")]
    public async Task Whatever_is_typed_is_answered(string text)
    {
        (await Page("bo", text)).ShouldNotBeNull();
        foreach (var piece in new[] { " -x", " \"y z\"", " abc*", " in:sales", " from:a", " a" })
            (await Page("bo", text + string.Concat(Enumerable.Repeat(piece, (500 - text.Length) / piece.Length)))).ShouldNotBeNull();
    }

    private async Task<CallPage> Page(string name, string text)
    {
        var outcome = await _world.Gate.Run(_world.As(name), new ListCalls { Text = text });
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private async Task<IReadOnlyList<Guid>> List(string name, string text)
    {
        var page = await Page(name, text);
        page.Count.ShouldBe($"{page.Items.Count}");
        return [.. page.Items.Select(i => i.Id)];
    }
}
