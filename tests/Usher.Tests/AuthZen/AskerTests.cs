using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using static Usher.Tests.AuthZen.AuthZenServer;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Tests.AuthZen;

public class AskerTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private static readonly object AboutHarbor = Question("orgadmin@harbor.example", "team/manage", "harbor");
    private static readonly object AboutLakeside = Question("orgadmin@lakeside.example", "team/manage", "lakeside");

    [Fact]
    public async Task A_key_of_the_platform_asks_about_every_customer_and_one_of_a_customer_about_its_own()
    {
        var harbor = server.Facts.Key("harbor", "recorder");

        (await server.Decides(AboutHarbor)).ShouldBeTrue();
        (await server.Decides(AboutLakeside)).ShouldBeTrue();
        (await server.Decides(AboutHarbor, harbor)).ShouldBeTrue();
        (await server.Decides(AboutLakeside, harbor)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_valid_shown_is_unauthenticated()
    {
        var key = server.Facts.Key("harbor", "recorder");
        foreach (var shown in new[] { null, "", "ush_", "x", key[..^1], key + "A", Altered.One(key), key.ToUpperInvariant(), Altered.One(server.Platform) })
        {
            var answer = await server.Evaluate(AboutHarbor, shown ?? "");
            (answer.Status, answer.Headers["WWW-Authenticate"]).ShouldBe((HttpStatusCode.Unauthorized, "Bearer"), shown);
        }

        (await server.Send("/access/v1/evaluation", JsonSerializer.SerializeToUtf8Bytes(AboutHarbor), null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Send("/access/v1/evaluation", [], null, ("Authorization", "Basic " + key))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Evaluate("{", "ush_")).Status.ShouldBe(HttpStatusCode.Unauthorized, "who shows no key learns nothing about the body");
    }

    [Fact]
    public async Task A_key_without_the_permission_is_forbidden()
    {
        var others = new[]
        {
            server.Facts.Key("harbor", "narrow"),
            server.Facts.Key("harbor", "orphan"),
            server.Facts.Key("harbor", "recorder", default(PermissionSet).With(Permission.CallIngest)),
            server.Facts.Key("harbor", "orgadmin@harbor.example"),
            server.Facts.StaffKey("super@usher.example"),
            server.Facts.PlatformKey(Permission.UpstreamReport),
        };
        foreach (var key in others)
        {
            var answer = await server.Evaluate(AboutHarbor, key);
            (answer.Status, answer.Headers["Content-Type"]).ShouldBe((HttpStatusCode.Forbidden, "application/problem+json"));
        }
    }

    [Fact]
    public async Task Whoever_is_signed_in_as_a_person_is_known_and_forbidden()
    {
        var session = await server.Services.GetRequiredService<Sessions>().Begin(Guid.CreateVersion7(), new Membership(ActorKind.Staff, server.Facts.World.Platform.StaffMember("super@usher.example")!.Id, Guid.Empty), CancellationToken.None);

        (await server.Send("/access/v1/evaluation", JsonSerializer.SerializeToUtf8Bytes(AboutHarbor), null, ("Cookie", $"usher-session={session}"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await server.Send("/access/v1/evaluation", JsonSerializer.SerializeToUtf8Bytes(AboutHarbor), null, ("Cookie", $"usher-session={session}x"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Send("/access/v1/evaluation", JsonSerializer.SerializeToUtf8Bytes(AboutHarbor), "ush_", ("Cookie", $"usher-session={session}"))).Status.ShouldBe(HttpStatusCode.Unauthorized, "a key that is none is not made good by a cookie");
    }

    [Fact]
    public async Task A_key_counts_no_more_from_the_moment_it_is_revoked_or_expires_or_its_owner_goes()
    {
        var revoked = server.Facts.Key("harbor", "recorder");
        var platform = server.Facts.PlatformKey(Permission.DecisionAsk);
        var expiring = server.Facts.Key("harbor", "recorder", expires: server.Clock.GetUtcNow().AddMinutes(1));
        foreach (var key in new[] { revoked, platform, expiring }) (await server.Decides(AboutHarbor, key)).ShouldBeTrue();

        server.Facts.Revoke(revoked);
        (await server.Evaluate(AboutHarbor, revoked)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        server.Facts.Revoke(platform);
        (await server.Evaluate(AboutHarbor, platform)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        server.Clock.Move(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        (await server.Evaluate(AboutHarbor, expiring)).Status.ShouldBe(HttpStatusCode.OK);
        server.Clock.Move(TimeSpan.FromTicks(1));
        (await server.Evaluate(AboutHarbor, expiring)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_change_is_seen_by_the_question_after_it()
    {
        var question = Question("mate@lakeside.example", "licence/assign", "lakeside");
        for (var i = 0; i < 50; i++)
        {
            var may = i % 2 == 0;
            server.Facts.Change("lakeside", facts => facts with
            {
                Users = [.. facts.Users.Select(u => u.Email == "mate@lakeside.example" ? u with { Insights = may ? InsightsRole.UserAdmin : InsightsRole.DefaultUser } : u)],
            });
            (await server.Decides(question)).ShouldBe(may);
            (await server.Evaluations(new { evaluations = new[] { question, question } })).Decisions.ShouldBe([may, may]);
        }
    }

    [Fact]
    public async Task To_a_key_of_a_customer_the_things_of_another_are_like_those_that_do_not_exist()
    {
        var harbor = server.Facts.Key("harbor", "recorder");
        object About(string customer, string user, string type, string id) =>
            new { subject = new { type = "user", id = user }, action = new { name = "view" }, resource = new { type, id, properties = new { customer } } };
        object[] ofAnother =
        [
            About("lakeside", "orgadmin@lakeside.example", "app", "lakeside"),
            About("lakeside", "orgadmin@harbor.example", "app", "lakeside"),
            About("harbor", "orgadmin@lakeside.example", "app", "harbor"),
            About("lakeside", "customeradmin@lakeside.example", "user", "user@lakeside.example"),
            About("lakeside", "owner@lakeside.example", "call", "c1"),
            new { subject = new { type = "staff", id = "super@usher.example" }, action = new { name = "view" }, resource = new { type = "customer", id = "lakeside", properties = new { customer = "lakeside" } } },
            new { subject = new { type = "staff", id = "super@usher.example" }, action = new { name = "edit" }, resource = new { type = "profile", id = "super@usher.example" } },
            new { subject = new { type = "staff", id = "super@usher.example" }, action = new { name = "create" }, resource = new { type = "customer", id = "lakeside" } },
            new { subject = new { type = "integration-user", id = "recorder", properties = new { customer = "lakeside" } }, action = new { name = "ingest" }, resource = new { type = "call", id = "lakeside", properties = new { customer = "lakeside" } } },
        ];
        var missing = About("nowhere", "nobody@nowhere.example", "app", "nowhere");
        foreach (var wish in new[] { "", "explain" })
        {
            var expected = await server.Evaluate(missing, harbor, ("Prefer", wish));
            foreach (var question in ofAnother)
            {
                var answer = await server.Evaluate(question, harbor, ("Prefer", wish));
                answer.Body.ShouldBe(expected.Body, JsonSerializer.Serialize(question));
                answer.Headers.Keys.Order().ShouldBe(expected.Headers.Keys.Order());
                if (wish.Length == 0) (await server.Evaluations(new { evaluations = new[] { question } }, harbor)).Decisions.ShouldBe([false]);
            }
        }

    }

    [Fact]
    public async Task To_a_key_of_a_customer_the_vendors_people_are_like_those_who_do_not_exist()
    {
        var harbor = server.Facts.Key("harbor", "recorder");
        object About(object subject) => new { subject, action = new { name = "view" }, resource = new { type = "user", id = "harbor", properties = new { customer = "harbor" } } };
        var known = About(new { type = "staff", id = "super@usher.example" });
        var nobody = About(new { type = "staff", id = "nobody@usher.example" });
        foreach (var wish in new[] { "", "explain", "access-request" })
            (await server.Evaluate(known, harbor, ("Prefer", wish))).Body.ShouldBe((await server.Evaluate(nobody, harbor, ("Prefer", wish))).Body);
        (await server.Decides(known, harbor)).ShouldBeFalse();
        var everyone = About(new { type = "staff" });
        (await server.Search("subject", everyone, harbor)).Json.GetProperty("results").GetArrayLength().ShouldBe(0);
        (await server.Search("resource", known, harbor)).Json.GetProperty("results").GetArrayLength().ShouldBe(0);
        (await server.Search("action", known, harbor)).Json.GetProperty("results").GetArrayLength().ShouldBe(0);

        (await server.Decides(known)).ShouldBeTrue("a key of the platform asks about everybody");
        (await server.Search("subject", everyone)).Json.GetProperty("results").GetArrayLength().ShouldBe(2);
    }
}
