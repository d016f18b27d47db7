using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;
using Usher.Tests.Directory;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Sign-in, sessions, passwords and what is one's own.</summary>
internal static class IdentitySamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<ViewMe>("user", "profile/edit", _ => new()),
        Of<ListFirstSteps>("user", "profile/edit", _ => new()),
        Of<ListWhatNeedsMe>("user", "profile/edit", _ => new()),
        Of<ViewSignInMethods>("user", "profile/edit", _ => new()),
        Of<ListSessions>("user", "profile/edit", _ => new()),
        Of<ViewUserSessions>("customeradmin", "user/view", t => new(t["subject"])),
        Of<EndSession>("user", "profile/edit", t => new(t["other session"]), OtherSession),
        Later<ChangePassword>("orgadmin", "profile/edit", async t => new(await Hash(t), "another hash")),
        Of<MakeUserLink>("host", DirectorySamples.SetUp, _ => new("subject@harbor.example")),
        Of<MakeStaffLink>("host", "super-user/grant", _ => new("second@usher.example")) with { Customer = Guid.Empty },
    ];

    private static async Task OtherSession(Town town)
    {
        await using var db = town.Store.Context(Town.Harbor);
        var account = (await db.Users.SingleAsync(u => u.Id == town["user"])).AccountId;
        await town.Sessions.Begin(account, new(ActorKind.User, town["user"], Town.Harbor), default);
        town.Call("other session", (await db.Set<Session>().SingleAsync(s => s.AccountId == account)).Id);
    }

    private static async Task<string> Hash(Town town)
    {
        await using var db = town.Store.Context(Town.Harbor);
        return (await db.Set<Account>().Where(a => a.Email == "orgadmin@harbor.example").Select(a => a.PasswordHash).SingleAsync())!;
    }
}
