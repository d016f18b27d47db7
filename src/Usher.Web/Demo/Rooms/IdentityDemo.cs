using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Web.Demo.Rooms;

/// <summary>
/// Everyone opened the invitation that went to their own address. Only who is to be the first Organization Admin chose a password: they
/// accept from that link (rule 11).
/// </summary>
internal sealed class IdentityDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        stage.DaysAgo(55);
        await AcceptAll(stage, town.Id);
        await Accept(stage, town.Id, stage.Ids[town.OrganizationAdmin.Email]);
        await ComeOnce(stage, town);
    }

    private static Task AcceptAll(DemoStage stage, Guid customer) =>
        stage.Services.GetRequiredService<Gate>().Effect(customer, "AcceptInvitation", Section.Connect, async work =>
        {
            var users = await work.Db.Users.ToListAsync();
            var accounts = users.ConvertAll(u => u.AccountId);
            foreach (var user in users) user.Accepted = work.Now;
            foreach (var account in await work.Db.Accounts.Where(a => accounts.Contains(a.Id)).ToListAsync()) account.EmailConfirmed = true;
            return true;
        });

    private static async Task Accept(DemoStage stage, Guid customer, Guid user)
    {
        var link = await stage.Services.GetRequiredService<Gate>().Effect(customer, "SendLink", Section.Connect, async work =>
        {
            work.Concerns(user);
            return await OneTimeLink.New(work, (await work.Db.Users.FindAsync(user))!.AccountId, customer);
        });
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var accepted = await stage.Services.GetRequiredService<Passwords>()
            .SetPassword(link!, password, OnKeys.Keep, Source.Of(null), CancellationToken.None);
        if (accepted.Refused is { } refusal) throw new InvalidOperationException($"SetPassword: {refusal.Code}");
    }

    /// <summary>Everybody but the last has signed in before: of no one else would the demo say that they are only invited.</summary>
    private static async Task ComeOnce(DemoStage stage, DemoTown town)
    {
        var since = stage.Now.AddDays(-54);
        var last = stage.Ids[town.Of.People[^1].Email];
        await stage.Services.GetRequiredService<Gate>().Effect(town.Id, "SignIn", Section.Connect, async work =>
        {
            foreach (var user in await work.Db.Users.Where(u => u.Id != last && u.SignedIn == null).ToListAsync(stage.Ct)) user.SignedIn = since;
            return true;
        });
    }
}
