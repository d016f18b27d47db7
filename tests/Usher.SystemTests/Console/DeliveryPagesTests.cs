using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Deliveries that failed or are held, for those who look after them.</summary>
[Whole]
public class DeliveryPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_held_call_stands_there_by_its_opaque_id_and_its_kind_of_reason_alone()
    {
        var id = await world.PushHeld("user@lakeside.example");
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/deliveries");
        await Assertions.Expect(visitor.Page.GetByText("Nothing has failed")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Held", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("state=held"));
        // It is listed as soon as the job that looks after it has run.
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("The call is held");
        var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = id.ToString() });
        await Assertions.Expect(row).ToContainTextAsync("Sales");
        await Assertions.Expect(row).ToContainTextAsync("Not sent");
        await Assertions.Expect(row.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Sam");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" })).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Withdrawn", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Nothing is withdrawn")).ToBeVisibleAsync();
        await visitor.Judge("deliveries-withdrawn");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_delivery_says_why_and_is_tried_again()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example");
        // The demo has no Slack to fail: what the server would say of one that did.
        var tried = false;
        await visitor.Page.RouteAsync("**/api/deliveries?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = tried ? """{"items":[],"next":null}""" : """
                {"items":[{"id":"0192f3c4-5a6b-7c8d-9e0f-112233445566","call":"0192f3c4-5a6b-7c8d-9e0f-112233445577","to":"channel","channel":"deals","team":"Sales","state":"failed",
                "reason":"channel-has-guest","sentence":"A guest is in the channel.","attempts":1,"at":"2026-11-20T10:00:00Z","canRetry":true}],"next":null}
                """,
        }));
        await visitor.Page.RouteAsync("**/api/deliveries/*/retry", route =>
        {
            tried = true;
            return route.FulfillAsync(new() { Status = 204 });
        });
        await visitor.Open("/deliveries");
        var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "A guest is in the channel." });
        await Assertions.Expect(row).ToContainTextAsync("#deals");
        await Assertions.Expect(row.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/calls/0192f3c4-5a6b-7c8d-9e0f-112233445577");
        foreach (var width in new[] { 1280, 360 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 740);
            await visitor.Picture($"delivery-failed-{width}");
            (await visitor.Barriers()).ShouldBeEmpty();
            (await visitor.Overflow()).ShouldBeEmpty();
        }

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Retrying. If it fails, it appears here again.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("Nothing has failed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_looks_after_no_deliveries_reads_why()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/deliveries");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        (await visitor.Barriers()).ShouldBeEmpty();
    }
}
