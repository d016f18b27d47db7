using System.Net;
using System.Text.Json.Nodes;
using Usher.Tests.Directory;

namespace Usher.Tests.Governance;

/// <summary>The audit trail over HTTP: who reads which part, what ids are called, and what proves an entry.</summary>
public class AuditDoorTests
{
    private const string Trail = "/api/customers/harbor/audit";

    [Fact]
    public async Task An_entry_tells_who_did_what_to_whom_with_before_and_after()
    {
        await using var server = await TownServer.Open();
        var bo = server.Town["default"];
        await server.Send("customeradmin", "PUT", $"/api/customers/harbor/users/{bo}/connect-role", HttpStatusCode.NoContent, new { role = "customer-admin" });
        var entry = (await Entries(server, "customeradmin2", "?act=AssignConnectRole"))[0]!;
        entry["actor"]!["id"]!.GetValue<Guid>().ShouldBe(server.Town["customeradmin"]);
        entry["permission"]!.GetValue<string>().ShouldBe("role/assign");
        entry["door"]!.GetValue<string>().ShouldBe("console");
        entry["names"]![bo.ToString()].ShouldNotBeNull();
        entry["changes"]!.AsArray().Select(change => change!["properties"]!["Connect"]).ShouldContain(role =>
            role != null && role["before"]!.GetValue<string>() == "User" && role["after"]!.GetValue<string>() == "CustomerAdmin");
        (await Entries(server, "customeradmin2", $"?subject={bo}&actor={server.Town["customeradmin"]}")).Count.ShouldBe(1);
        (await Entries(server, "customeradmin2", $"?refused=true&actor={server.Town["customeradmin"]}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("customeradmin", "connect", HttpStatusCode.OK)]
    [InlineData("customeradmin", "insights", HttpStatusCode.Forbidden)]
    [InlineData("orgadmin", "insights", HttpStatusCode.OK)]
    [InlineData("orgadmin", "connect", HttpStatusCode.Forbidden)]
    [InlineData("support", "connect", HttpStatusCode.OK)]
    [InlineData("support", "insights", HttpStatusCode.Forbidden)]
    [InlineData("default", "connect", HttpStatusCode.Forbidden)]
    [InlineData("customeradmin@lakeside", "connect", HttpStatusCode.NotFound)]
    [InlineData("customeradmin", "everything", HttpStatusCode.UnprocessableContent)]
    public async Task Each_reads_the_part_that_is_theirs(string who, string section, HttpStatusCode status)
    {
        await using var server = await TownServer.Open();
        await server.Get(who, $"{Trail}?section={section}", status);
    }

    [Fact]
    public async Task The_vendor_s_people_are_named_to_each_other_alone()
    {
        await using var server = await TownServer.Open();
        await server.Send("support", "PUT", $"/api/customers/harbor/users/{server.Town["default"]}/tenants", HttpStatusCode.NoContent, new { tenants = new[] { "south" } });
        (await Entries(server, "customeradmin", "?act=AssignTenants"))[0]!["actor"]!["name"]!.GetValue<string>().ShouldBe("The vendor's support");
        (await Entries(server, "super", "?act=AssignTenants"))[0]!["actor"]!["name"]!.GetValue<string>().ShouldNotBe("The vendor's support");
    }

    [Fact]
    public async Task Pages_follow_one_another_and_what_is_no_cursor_is_refused()
    {
        await using var server = await TownServer.Open();
        for (var i = 0; i < 51; i++)
            await server.Send("customeradmin", "PATCH", $"/api/customers/harbor/users/{server.Town["default"]}", HttpStatusCode.NoContent, new { firstName = $"Bo {i}" });
        var first = (await server.Get("customeradmin", Trail + "?act=RenameUser"))!;
        first["items"]!.AsArray().Count.ShouldBe(50);
        var second = (await server.Get("customeradmin", $"{Trail}?act=RenameUser&cursor={first["next"]!.GetValue<string>()}"))!;
        second["items"]!.AsArray().Count.ShouldBe(1);
        second["next"].ShouldBeNull();
        await server.Get("customeradmin", Trail + "?cursor=nonsense", HttpStatusCode.UnprocessableContent);
    }

    [Fact]
    public async Task A_proof_is_given_of_entries_that_one_reads_and_of_no_others()
    {
        await using var server = await TownServer.Open();
        await server.Send("customeradmin", "PATCH", $"/api/customers/harbor/users/{server.Town["default"]}", HttpStatusCode.NoContent, new { firstName = "Bo" });
        var index = (await Entries(server, "customeradmin", "?act=RenameUser"))[0]!["index"]!.GetValue<long>();
        var proof = (await server.Get("customeradmin", $"{Trail}/{index}/proof"))!;
        JsonNode.Parse(proof["entry"]!.GetValue<string>())!["act"]!.GetValue<string>().ShouldBe("RenameUser");
        proof["size"]!.GetValue<long>().ShouldBeGreaterThan(index);
        await server.Get("customeradmin", $"{Trail}/{index + 10_000}/proof", HttpStatusCode.NotFound);
        await server.Get("orgadmin", $"{Trail}/{index}/proof?section=insights", HttpStatusCode.NotFound);
        await server.Get("orgadmin", $"{Trail}/{index}/proof", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Staff_read_and_prove_what_is_in_no_customer_and_others_their_own_place()
    {
        await using var server = await TownServer.Open();
        await server.Send("super", "POST", "/api/staff", HttpStatusCode.Created, new { email = "third@usher.example", name = "Third Support" });
        var made = (await server.Get("support", "/api/audit?act=GrantStaffRole"))!["items"]![0]!;
        made["changes"]!.AsArray().ShouldContain(change => change!["entity"]!.GetValue<string>() == "StaffMember");
        var proof = (await server.Get("support", $"/api/audit/{made["index"]!.GetValue<long>()}/proof"))!;
        JsonNode.Parse(proof["entry"]!.GetValue<string>())!["act"]!.GetValue<string>().ShouldBe("GrantStaffRole");

        await server.Get("default", "/api/audit", HttpStatusCode.Forbidden);
        await server.Send("customeradmin", "PATCH", $"/api/customers/harbor/users/{server.Town["default"]}", HttpStatusCode.NoContent, new { firstName = "Bo" });
        (await server.Get("customeradmin", "/api/audit"))!["items"]!.AsArray().ShouldNotContain(entry => entry!["act"]!.GetValue<string>() == "GrantStaffRole");
        (await server.Get("customeradmin", "/api/audit?act=RenameUser"))!["items"]!.AsArray().Count.ShouldBe(1);
    }

    private static async Task<JsonArray> Entries(TownServer server, string who, string query) => (await server.Get(who, Trail + query))!["items"]!.AsArray();
}
