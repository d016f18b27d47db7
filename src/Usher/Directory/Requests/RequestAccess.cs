using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Asks for access for oneself, or for someone one manages: for a level of Insights, the role Customer Admin, a custom role, or tenants.
/// One of the four.
/// </summary>
/// <param name="User">The user it is for; null: the caller.</param>
/// <param name="Level">A level.</param>
/// <param name="Until">When it would end; null: never.</param>
/// <param name="Teams">For an Editor the teams, by slug; null: the whole organization.</param>
/// <param name="Role">A role of Connect.</param>
/// <param name="CustomRole">A custom role, by slug.</param>
/// <param name="Tenants">Tenants, by slug.</param>
public sealed record RequestAccess(
    Guid? User, InsightsRole? Level = null, DateTimeOffset? Until = null, IReadOnlyList<string>? Teams = null, ConnectRole? Role = null,
    string? CustomRole = null, IReadOnlyList<string>? Tenants = null)
    : Change<Person?, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    /// <remarks>Who may ask only for themselves hears the same of somebody else, whether there is such a person or not.</remarks>
    public override async Task<Found<Person?>?> Find(Work work)
    {
        var subject = User ?? work.Actor.Id;
        var person = await Person.Find(work, subject);
        return new(Target.Of(work.Customer) with { Subject = subject }, person?.Thing);
    }

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Person? found) => Fault(work, found);

    /// <inheritdoc/>
    public override Task<Guid> Run(Work work, Person? found) => Task.FromResult(Asking.Ask(work, found!.Row.Id, Looked(work.Customer)!).Id);

    /// <summary>What prevents asking, whoever asks.</summary>
    internal async Task<Refusal?> Fault(Work work, Person? found)
    {
        if (found is null) return new NotFound();
        if (new object?[] { Level, Role, CustomRole, Tenants }.Count(one => one is not null) != 1)
            return new Invalid("/level", "Name one: a level, a role, a custom role, or tenants.");
        if (Level is not null && !work.Customer.Facts.InsightsActive) return new InsightsNotActive();
        if (!found.Row.Active) return new PersonDeactivated();
        if (Level is { } level && Levels.Fault(work.Customer, level, Teams, Until, work.Now) is { } fault) return fault;
        if (Level is null && Teams is not null) return new TeamsAreForEditors();
        if (Until <= work.Now) return new EndsInThePast();
        if (Role == ConnectRole.User) return new Invalid("/role", "Everyone is a User. Request customer-admin.");
        if (Tenants is { Count: 0 or > 100 }) return new Invalid("/tenants", "Name 1 to 100 tenants.");
        if (Looked(work.Customer) is not { } wanted) return new NotOfThisCustomer(CustomRole is null ? "tenant" : "custom role");
        if (wanted.IsHeld(work, found)) return new NothingToAsk();
        return await Asking.IsOpen(work, found.Row.Id, wanted) ? new AlreadyRequested() : null;
    }

    /// <summary>What is asked for; null when it names something that is not the customer's.</summary>
    internal Wanted? Looked(CustomerSnapshot customer)
    {
        if (Level is { } level) return new(AskedKind.Level, level, Levels.TeamsOf(customer, Teams), [], Until);
        if (Role is not null) return new(AskedKind.CustomerAdmin, default, null, [], Until);
        var (kind, things) = CustomRole is null
            ? (AskedKind.Tenants, Ids.Of(Tenants!, slug => customer.Tenant(slug)))
            : (AskedKind.CustomRole, Ids.Of([CustomRole], slug => customer.CustomRole(slug)));
        return things is null ? null : new(kind, default, null, things, Until);
    }
}

/// <summary>How a request is written down: by whoever asks for it, and by acts that become one.</summary>
internal static class Asking
{
    /// <summary>Makes it a request, and notifies those who may approve it.</summary>
    public static AccessRequest Ask(Work work, Guid subject, Wanted wanted)
    {
        var request = new AccessRequest
        {
            Id = work.NewId(),
            SubjectId = subject,
            RequesterId = work.Actor.Id,
            AccountableId = work.Actor.IntegrationUser?.Owner,
            Kind = wanted.Kind,
            Level = wanted.Level,
            Teams = wanted.Teams is null ? null : string.Join(' ', wanted.Teams),
            Things = wanted.ListOfThings,
            Until = wanted.Until,
            Note = work.Note,
            At = work.Now,
        };
        work.Db.AccessRequests.Add(request);
        var towards = Target.Of(work.Customer) with { Subject = subject };
        work.TellThose(user => user.Id != subject && user.Id != request.AccountableId
            && Authorizer.Decide(user, Wanted.DecidedBy(wanted.Kind), towards, work.Now).Allowed,
            DirectoryNotices.RequestWaits, request.Id, $"{work.Speaker} requested {What()}.");
        if (wanted.Kind == AskedKind.Tenants)
            work.PublishOnPlatform(StaffAsked.Of(work, DirectoryNotices.TenantsRequested, Wanted.DecidedBy(wanted.Kind), work.Actor.Id, request.Id,
                $"{work.Actor.Name} requested {What()}."));
        return request;

        string What() => wanted.Words(work) + (subject == work.Actor.Id ? "" : $" for {work.Customer.User(subject)?.Name}");
    }

    /// <summary>Whether all of it is asked for already for this person, whenever it would end.</summary>
    public static async Task<bool> IsOpen(Work work, Guid subject, Wanted wanted)
    {
        var open = (await work.Db.AccessRequests.Where(r => r.SubjectId == subject && r.State == RequestState.Open && r.Kind == wanted.Kind
            && r.Level == wanted.Level).ToListAsync()).ConvertAll(Wanted.Of);
        return open.Count > 0 && wanted.Things.All(thing => open.Exists(one => one.Things.Contains(thing)))
            && (open.Exists(one => one.Teams is null) || wanted.Teams?.All(team => open.Exists(one => one.Teams!.Contains(team))) == true);
    }
}

/// <summary>The person has what is asked for.</summary>
public sealed record NothingToAsk() : Refusal("This person already has that access.");

/// <summary>The same is asked for already.</summary>
public sealed record AlreadyRequested() : Refusal("This was already requested and is waiting for a decision.");
