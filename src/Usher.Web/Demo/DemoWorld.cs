using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Calls.Transcripts;
using Usher.Data;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Web.Demo;

/// <summary>
/// Makes the demo world through the gate, like everything else: each act by the person who may do it, at its time in the last two months,
/// so that the audit trail tells how the world came to be.
/// </summary>
public sealed class DemoWorld(Gate gate, CallsIn callsIn, Passwords passwords, Store store, JobRunner jobs, MovableClock clock)
{
    /// <summary>Who works at the vendor.</summary>
    public static IReadOnlyList<(string Email, string Name, StaffRole Role)> Staff { get; } =
    [
        ("super@usher.example", "Noor Haddad", StaffRole.SuperUser),
        ("support@usher.example", "Tomas Lind", StaffRole.SupportUser),
    ];

    private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Makes the world in an empty store.</summary>
    /// <param name="now">When it is to be finished: calls and acts lie before it.</param>
    /// <param name="done">Told how many calls of how many are there.</param>
    /// <param name="ct">Ends the making; what was made stays, unfinished.</param>
    /// <returns>The card to keep beside the data.</returns>
    /// <exception cref="InvalidOperationException">An act was refused: the world and the law disagree.</exception>
    public async Task<DemoCard> Make(DateTimeOffset now, Action<int, int> done, CancellationToken ct)
    {
        clock.MoveTo(now.AddDays(-60));
        var host = Caller.PlatformTeam(Guid.Empty);
        await Do(host, new SeedCatalogue());
        foreach (var (email, name, role) in Staff.Where(s => s.Role == StaffRole.SuperUser))
            _ids[email] = await Do(host, new GrantStaffRole(role, email, name));
        foreach (var (email, name, role) in Staff.Where(s => s.Role == StaffRole.SupportUser))
            _ids[email] = await Do(Of(Staff[0].Email, Guid.Empty), new GrantStaffRole(role, email, name));
        _keys["platform"] = (await Do(host, new MakePlatformKey("demo", ["decision/ask"], 365))).Text!;
        var (made, all) = (0, DemoCustomer.Slugs.Sum(slug => DemoCustomer.Calls(slug, now).Count));
        foreach (var slug in DemoCustomer.Slugs)
        {
            clock.Rewind(now.AddDays(-58));
            await MakeCustomer(slug, DemoCustomer.Read(slug), now);
            await Settle(ct);
            foreach (var call in DemoCustomer.Calls(slug, now))
            {
                clock.MoveTo(call.Start!.Value + (call.Duration ?? TimeSpan.FromMinutes(30)) + TimeSpan.FromMinutes(4));
                await Push(slug, call, ct);
                await Settle(ct);
                done(++made, all);
            }
        }

        return new DemoCard(RandomNumberGenerator.GetBytes(32), _keys);
    }

    /// <summary>Does what the acts set in motion, at its time: people are notified then, not when the demo was started.</summary>
    private async Task Settle(CancellationToken ct)
    {
        while (await jobs.Turn(ct) > 0)
        {
        }
    }

    private async Task MakeCustomer(string slug, DemoCustomer customer, DateTimeOffset now)
    {
        var id = CreateCustomer.IdFor(slug);
        var admin = customer.People.Single(p => p.Connect == "customer-admin");
        var setUp = await Do(Caller.PlatformTeam(id), new SetUpCustomer(
            slug, customer.Name, [.. customer.Tenants.Select(t => new NewTenant(t.Slug, t.Name, t.Product, t.ExternalId))], customer.Seats, Insights: true,
            new Newcomer(admin.Email, admin.First, admin.Last)));
        _ids[admin.Email] = setUp.CustomerAdmin;

        // Staff add people; a Customer Admin looks after roles in the own customer.
        clock.MoveTo(now.AddDays(-56));
        var support = Of("support@usher.example", id);
        var tenants = customer.Tenants.Select(t => t.Slug).ToList();
        foreach (var person in customer.People.Where(p => p != admin))
            _ids[person.Email] = await Do(support, new AddUser(new Newcomer(person.Email, person.First, person.Last), ConnectRole.User, [], tenants));

        clock.MoveTo(now.AddDays(-55));
        await AcceptAll(id);
        var role = await Do(Of(admin.Email, id), new CreateCustomRole("Signage Admin", ["signage"]));
        foreach (var person in customer.People.Where(p => p.CustomRoles.Count > 0))
            await Do(Of(admin.Email, id), new AssignCustomRoles(_ids[person.Email], [role]));

        // The first Organization Admin accepts from a link sent to the own address, then is appointed.
        var first = customer.People.Single(p => p.Insights == "organization-admin");
        await Accept(id, _ids[first.Email]);
        await Do(Of(admin.Email, id), new AppointFirstOrganizationAdmin(_ids[first.Email]));

        var orgAdmin = Of(first.Email, id);
        clock.MoveTo(now.AddDays(-54));
        foreach (var person in customer.People.Where(p => p.Insights is "user-admin" or "editor"))
            await Do(orgAdmin, new SetLevel(_ids[person.Email], person.Insights == "editor" ? InsightsRole.Editor : InsightsRole.UserAdmin, null, null));
        foreach (var (team, members) in customer.Teams)
        {
            var made = await Do(orgAdmin, new CreateTeam(char.ToUpperInvariant(team[0]) + team[1..], team));
            foreach (var member in members) await Do(orgAdmin, new AddTeamMember(made.Id, _ids[member]));
        }

        await ComeOnce(id, customer, now);
        await GiveSeats(orgAdmin, customer, now);
        await MakeRecorder(slug, orgAdmin, _ids[first.Email]);

        // It reads calls, and there is one Organization Admin: the approval comes into force a day after the teams were told (rule 18).
        clock.MoveTo(now.AddDays(-46));
        if (slug == "harbor") await ApproveSignage(id, tenants, now);
    }

    /// <summary>Everybody but the last has signed in before: of no one else would the demo say that they are only invited.</summary>
    private async Task ComeOnce(Guid id, DemoCustomer customer, DateTimeOffset now)
    {
        var since = now.AddDays(-54);
        var last = _ids[customer.People[^1].Email];
        await using var db = store.Context(id);
        await db.Users.Where(u => u.Id != last && u.SignedIn == null).ExecuteUpdateAsync(user => user.SetProperty(u => u.SignedIn, since));
    }

    /// <summary>At most ten a day: more would be a major change (rule 21).</summary>
    private async Task GiveSeats(Caller orgAdmin, DemoCustomer customer, DateTimeOffset now)
    {
        var day = now.AddDays(-53);
        foreach (var some in customer.People.Where(p => p.Seat).Chunk(9))
        {
            clock.MoveTo(day);
            foreach (var person in some) await Do(orgAdmin, new GiveSeat(_ids[person.Email]));
            day = day.AddDays(2);
        }
    }

    private async Task MakeRecorder(string slug, Caller orgAdmin, Guid owner)
    {
        var recorder = await Do(orgAdmin, new CreateIntegrationUser("recorder", owner, ["call/ingest", "call/read:sales"]));
        await Do(orgAdmin, new ApproveIntegration(recorder));
        _ids[$"{slug}.recorder"] = recorder;
        _keys[$"{slug}.recorder"] = (await Do(orgAdmin, new MakeKey(recorder, "demo", 365, null))).Text!;
    }

    private async Task ApproveSignage(Guid customer, IReadOnlyList<string> tenants, DateTimeOffset now)
    {
        clock.MoveTo(now.AddDays(-45));
        foreach (var tenant in tenants)
        {
            await Do(Of("user@harbor.example", customer), new RequestApp("signage", tenant));
            await Do(Of("support@usher.example", customer), new ApproveApp("signage", tenant));
        }
    }

    /// <summary>Everyone opened the invitation that went to their own address; none of them chose a password.</summary>
    private Task AcceptAll(Guid customer) => gate.Effect(customer, "AcceptInvitation", Section.Connect, async work =>
    {
        var users = await work.Db.Users.ToListAsync();
        var accounts = users.ConvertAll(u => u.AccountId);
        foreach (var user in users) user.Accepted = work.Now;
        foreach (var account in await work.Db.Accounts.Where(a => accounts.Contains(a.Id)).ToListAsync()) account.EmailConfirmed = true;
        return true;
    });

    private async Task Accept(Guid customer, Guid user)
    {
        var link = await gate.Effect(customer, "SendLink", Section.Connect, async work =>
        {
            work.Concerns(user);
            return await OneTimeLink.New(work, (await work.Db.Users.FindAsync(user))!.AccountId, customer);
        });
        var accepted = await passwords.SetPassword(link!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), OnKeys.Keep, Source.Of(null), CancellationToken.None);
        if (accepted.Refused is { } refusal) throw new InvalidOperationException($"SetPassword: {refusal.Code}");
    }

    private async Task Push(string slug, TranscriptFile call, CancellationToken ct)
    {
        var body = JsonSerializer.Serialize(new
        {
            id = call.RecorderId,
            title = call.Title,
            host = call.Host,
            start = call.Start,
            duration = call.Duration?.TotalSeconds,
            account = call.Account,
            attendees = call.Attendees.Select(a => new { name = a.Name, email = a.Email }),
            turns = call.Turns.Select(t => new { speaker = t.Speaker, at = t.At?.TotalSeconds, text = t.Text }),
        }, JsonSerializerOptions.Web);
        var recorder = new Caller(ActorKind.IntegrationUser, _ids[$"{slug}.recorder"], CreateCustomer.IdFor(slug), Door.Api);
        var outcome = await callsIn.Push(recorder, new MemoryStream(Encoding.UTF8.GetBytes(body)), "call.json", new CallHeader(), ct);
        if ((outcome.Refused ?? outcome.Value!.Refusal()) is { } refusal) throw new InvalidOperationException($"{call.RecorderId}: {refusal.Code}: {refusal.Sentence} {(refusal is Invalid invalid ? string.Join("; ", invalid.Errors.Select(e => e.Key + " " + e.Value[0])) : "")}");
    }

    private Caller Of(string email, Guid customer) =>
        new(Staff.Any(s => s.Email == email) ? ActorKind.Staff : ActorKind.User, _ids[email], customer, Door.Console) { Note = "Setting up" };

    private async Task<TResult> Do<TFound, TResult>(Caller caller, Change<TFound, TResult> change)
    {
        var outcome = await gate.Run(caller, change);
        return outcome.Refused is { } refusal ? throw new InvalidOperationException($"{change.GetType().Name}: {refusal.Code}: {refusal.Sentence}") : outcome.Value!;
    }
}
