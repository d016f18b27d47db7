using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

public class CallsTests(ConsoleWorld world)
{
    private const string Seller = "user@harbor.example";

    [Fact]
    public async Task A_quotation_leads_to_its_turn_in_the_transcript_which_is_marked_and_has_an_address()
    {
        await using var visitor = await OpenCall();
        var quote = visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("open in the transcript$") }).First;
        var address = (await quote.GetAttributeAsync("href"))!;
        var words = (await visitor.Page.Locator("blockquote").First.TextContentAsync())!;
        await quote.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(Regex.Escape(address) + "$"));
        var turn = visitor.Page.Locator("li[aria-current=location]");
        await Assertions.Expect(turn).ToBeInViewportAsync();
        await Assertions.Expect(turn).ToContainTextAsync("quoted");
        await Assertions.Expect(turn).ToContainTextAsync(words);
        await visitor.Picture("transcript-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();

        // The same from outside, as a colleague who was sent the link.
        await visitor.Open(address);
        await Assertions.Expect(visitor.Page.Locator("li[aria-current=location]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_call_says_who_sees_it_and_why_and_which_engine_wrote_its_summary()
    {
        await using var visitor = await OpenCall();
        var readers = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "People with access" });
        await Assertions.Expect(readers).ToContainTextAsync("Owner");
        await Assertions.Expect(readers).ToContainTextAsync("Sales team");
        await Assertions.Expect(visitor.Page.GetByText("selected automatically")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_question_about_a_call_is_answered_with_quotations_or_that_nothing_answers_it()
    {
        await using var visitor = await OpenCall();
        var box = visitor.Page.GetByRole(AriaRole.Complementary);
        await box.GetByRole(AriaRole.Textbox).FillAsync("What did they decide about the price?");
        await box.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(box.Locator("blockquote").First).ToBeVisibleAsync();
        await box.GetByRole(AriaRole.Textbox).FillAsync("zyzzyva quokka xylophone");
        await box.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(box.GetByText("No matching quotes in your calls.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filters_stand_in_the_address_read_as_a_sentence_and_come_back_on_back()
    {
        await using var visitor = await world.Visit(Seller, "/calls");
        var count = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" }).GetByRole(AriaRole.Row);
        var all = await count.CountAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Owner: any owner" }).ClickAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("owned by me") }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("mine=1"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Owner: owned by me" })).ToBeVisibleAsync();
        await Assertions.Expect(count).Not.ToHaveCountAsync(all);
        await visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]{36}"));
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("mine=1"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Assertions.Expect(count).ToHaveCountAsync(all);
    }

    [Fact]
    public async Task A_search_marks_the_words_where_they_were_said_and_leads_there()
    {
        await using var visitor = await world.Visit(Seller, "/calls");
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search calls" }).FillAsync("price");
        await Assertions.Expect(visitor.Page.Locator("mark").First).ToHaveTextAsync(new Regex("^pric", RegexOptions.IgnoreCase));
        await visitor.Page.GetByRole(AriaRole.Table).Locator("a[href*='#t']").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("li[aria-current=location]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_call_of_others_and_one_that_never_was_look_alike()
    {
        await using var owner = await OpenCall();
        var id = new Uri(owner.Page.Url).AbsolutePath;
        await using var stranger = await world.Visit("default@lakeside.example");
        await stranger.Open(id);
        var seen = await stranger.Page.GetByRole(AriaRole.Main).InnerHTMLAsync();
        await stranger.Open("/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        (await stranger.Page.GetByRole(AriaRole.Main).InnerHTMLAsync()).ShouldBe(seen);
    }

    [Fact]
    public async Task Staff_find_no_calls_but_the_reason()
    {
        await using var visitor = await world.Visit("support@usher.example", "/calls");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await visitor.Open("/ask?q=price");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
    }

    private async Task<Visitor> OpenCall()
    {
        // By its title: other tests push calls of their own.
        var visitor = await world.Visit(Seller, "/calls?text=breakfast");
        await visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" }).GetByRole(AriaRole.Link, new() { Name = "Menu pricing review with Northgate Hotels" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "People with access" })).ToBeVisibleAsync();
        return visitor;
    }
}
