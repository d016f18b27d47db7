using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Directory;

/// <summary>A key in an address is dead from then on, and whoever is accountable for it is told.</summary>
public sealed class LeakedKeysTests
{
    [Theory]
    [InlineData("/api/calls?key={0}")]
    [InlineData("/api/nowhere/{0}")]
    [InlineData("/access/v1/evaluation?access_token={0}")]
    [InlineData("/inbox?next=%2Fx%3Fkey%3D%75sh_{1}")]
    [InlineData("/inbox?next=%252Fx%253Fkey%253D%2575sh_{1}")]
    [InlineData("/api/me?key={0}%00")]
    public async Task A_key_in_an_address_is_refused_and_revoked_and_its_owner_is_told(string address)
    {
        await using var server = await TownServer.Open();
        var key = await Made(server, "orgadmin", $"/api/customers/harbor/integration-users/{server.Town["recorder"]}/keys", new { name = "leaky", days = 30 });
        (await Status(server, key)).ShouldNotBe(HttpStatusCode.Unauthorized);
        using var browser = server.Browser();
        var answer = await browser.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, key, key[4..]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadAsStringAsync();
        JsonNode.Parse(problem)!["code"]!.GetValue<string>().ShouldBe(nameof(KeyInAddress));
        problem.ShouldNotContain(key);
        (await Status(server, key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await IsTold(server.Town, "orgadmin")).ShouldBeTrue();
        await using var db = server.Town.Store.Context(Town.Harbor);
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Act == "RevokeLeakedKey");
        System.Text.Encoding.UTF8.GetString(entry.Body).ShouldNotContain(key[20..]);

        // Said alike of what is dead already.
        (await browser.GetAsync($"/api/calls?key={key}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await db.Set<AuditEntry>().CountAsync(e => e.Act == "RevokeLeakedKey")).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_in_an_address_dies_whatever_else_is_wrong_with_the_request()
    {
        await using var server = await TownServer.Open();
        using var browser = server.Browser();
        foreach (var wrong in new Action<HttpRequestMessage>[] { r => r.Headers.Add("Idempotency-Key", new string('x', 500)), r => r.Content = new StringContent("text"), r => (r.Content, r.Headers.ExpectContinue) = (new ByteArrayContent(new byte[40_000_000]), true) })
        {
            var key = await Made(server, "orgadmin", $"/api/customers/harbor/integration-users/{server.Town["recorder"]}/keys", new { name = "leaky", days = 30 });
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/calls?key={key}");
            wrong(request);
            (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await Status(server, key)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_personal_key_is_told_to_its_person_and_a_wrong_secret_ends_no_key()
    {
        await using var server = await TownServer.Open();
        var key = await Made(server, "editor", "/api/me/keys", new { name = "script", permissions = new[] { "call/view" }, days = 30 });
        var parsed = KeyText.Parse(key)!.Value;
        using var browser = server.Browser();
        (await browser.GetAsync($"/api/calls?key={KeyText.New(parsed.Customer, parsed.Id)}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Status(server, key)).ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/inbox?text=push_back")).StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync($"/api/calls?key={key}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Status(server, key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await IsTold(server.Town, "editor")).ShouldBeTrue();
    }

    /// <summary>Told already, or about to be: the job goes as the note comes.</summary>
    private static async Task<bool> IsTold(Town town, string who) =>
        (await town.ToldTo(who)).Contains(MachineNotices.KeyLeaked)
        || (await town.Rows<Note>()).Any(note => note.UserId == town[who] && note.Text == Notices.Of(MachineNotices.KeyLeaked).Sentence);

    private static async Task<string> Made(TownServer server, string who, string address, object body) =>
        (await server.Send(who, "POST", address, HttpStatusCode.Created, body))!["key"]!.GetValue<string>();

    private static async Task<HttpStatusCode> Status(TownServer server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/calls") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        using var machine = server.Browser();
        return (await machine.SendAsync(request)).StatusCode;
    }
}
