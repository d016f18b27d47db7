using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// What a batch of reports makes of one customer's users: read at once, changed in memory. Names and tenants are those of the latest event, a
/// deactivation that is later than the last reactivation here is sticky, and a user is there once one sign-in was reported: each of these is
/// the same in whatever order the reports come.
/// </summary>
internal sealed partial class Settling
{
    private readonly Work _work;
    private readonly CustomerSnapshot _customer;
    private readonly ReportKind _kind;
    private readonly DailyShare _share;
    private Dictionary<(string Product, string ExternalId), Tenant> _tenants = [];
    private Dictionary<string, User> _users = [];
    private Dictionary<string, UpstreamPerson> _people = [];
    private Dictionary<string, Account> _accounts = [];
    private HashSet<string> _staff = [];
    private HashSet<(Guid User, Guid Tenant)> _assigned = [];
    private Dictionary<(Guid User, Guid Tenant), UserTenant> _ending = [];
    private readonly HashSet<Guid> _created = [];
    private readonly Dictionary<User, List<INamed>> _given = [];
    private readonly List<(User User, UpstreamReport Report)> _deactivated = [];

    private Settling(Work work, CustomerSnapshot customer, ReportKind kind, DailyShare share) =>
        (_work, _customer, _kind, _share) = (work, customer, kind, share);

    /// <summary>Settles a batch, whatever its order: each report once, and what it did is kept.</summary>
    public static async Task<ReportAnswers> Take(Work work, CustomerSnapshot customer, ReportKind kind, IReadOnlyList<ReportedItem> reports)
    {
        var known = await KnownReports.Of(work, reports.Select(item => item.Id));
        var fresh = new List<(int Index, ReportedItem Item)>();
        var answers = new ReportAnswer[reports.Count];
        foreach (var (index, item) in reports.Index())
        {
            if (known.Answer(item.Product, item.Id, item.Digest(kind)) is { } answer) answers[index] = answer;
            else if (ReportedItem.IdFault(item.Id, item.Product, item.Tenant) is { } fault) answers[index] = ReportAnswer.Of(item.Id, fault);
            else fresh.Add((index, item));
        }

        var settling = await Of(work, customer, kind, [.. fresh.Select(one => one.Item)]);
        // The order within a batch changes nothing but what each report says that it did.
        foreach (var (index, item) in fresh.OrderBy(one => one.Item.At).ThenBy(one => one.Item.Id, StringComparer.Ordinal))
        {
            if (known.Answer(item.Product, item.Id, item.Digest(kind)) is { } repeated)
            {
                answers[index] = repeated;
                continue;
            }

            var row = item.Row(work, kind);
            settling.Settle(item, row);
            known.Add(row);
            work.Db.Add(row);
            answers[index] = ReportAnswer.Of(item.Id, row);
        }

        await settling.Finish();
        return new(answers);
    }

    /// <summary>Reads what a batch is about: a query for each kind of row, whatever the number of reports.</summary>
    private static async Task<Settling> Of(Work work, CustomerSnapshot customer, ReportKind kind, IReadOnlyList<ReportedItem> items)
    {
        var (db, comparer) = (work.Db, StringComparer.Ordinal);
        var emails = items.Select(item => Inputs.Email(item.Email)).OfType<string>().Distinct(comparer).ToList();
        var read = new Settling(work, customer, kind, await DailyShare.Of(work, customer, kind))
        {
            _tenants = await db.Tenants.AsNoTracking().ToDictionaryAsync(tenant => (tenant.Product, tenant.ExternalId)),
            _users = await db.Users.Where(user => emails.Contains(user.Email)).ToDictionaryAsync(user => user.Email, comparer),
            _people = await db.Set<UpstreamPerson>().Where(one => emails.Contains(one.Email)).ToDictionaryAsync(one => one.Email, comparer),
            _staff = [.. await db.Staff.Where(staff => staff.Active && emails.Contains(staff.Email)).Select(staff => staff.Email).ToListAsync()],
        };
        var unknown = emails.FindAll(email => !read._users.ContainsKey(email));
        if (kind == ReportKind.SignIn && unknown.Count > 0)
            read._accounts = await db.Accounts.Where(account => unknown.Contains(account.NormalizedEmail!))
                .ToDictionaryAsync(account => account.NormalizedEmail!, comparer);
        foreach (var user in read._users.Values)
            foreach (var tenant in customer.User(user.Id)?.User!.Tenants ?? []) read._assigned.Add((user.Id, tenant));
        var ids = read._users.Values.Select(user => user.Id).ToList();
        read._ending = await db.Set<UserTenant>().Where(one => one.Until != null && ids.Contains(one.UserId)).ToDictionaryAsync(one => (one.UserId, one.TenantId));
        return read;
    }

    /// <summary>Settles one report; its row says what it did.</summary>
    public void Settle(ReportedItem item, UpstreamReport row)
    {
        var refusal = item.Fault(_kind, _work.Now)
            ?? Elsewhere(item, row)
            ?? (_kind == ReportKind.SignIn ? SignIn(item, row) : Deactivate(item, row));
        if (refusal is not null) (row.Result, row.Refusal) = (ReportResult.Refused, refusal.Code);
    }

    private Refusal? Elsewhere(ReportedItem item, UpstreamReport row) =>
        !_tenants.ContainsKey(item.Of) ? new TenantOfNobody() : _staff.Contains(row.Email) ? new AddressCannotBeUser() : null;

    private Refusal? SignIn(ReportedItem item, UpstreamReport row)
    {
        var (tenant, person) = (_tenants[item.Of], Person(row.Email));
        person.Named(item.At, Inputs.Name(item.FirstName)!, Inputs.OptionalName(item.LastName)!);
        var isNew = !_users.TryGetValue(row.Email, out var user);
        user ??= Make(row.Email, person);
        row.UserId = user.Id;
        var changed = Rename(user, person) | Assign(user, tenant, item.At);
        if (user.SignedIn is null || item.At < user.SignedIn) user.SignedIn = item.At;
        if (!user.Active) return new SignInOfDeactivated();
        row.Result = isNew ? ReportResult.Created : changed ? ReportResult.Updated : ReportResult.Unchanged;
        return null;
    }

    private Refusal? Deactivate(ReportedItem item, UpstreamReport row)
    {
        var person = Person(row.Email);
        if (item.FirstName is not null) person.Named(item.At, Inputs.Name(item.FirstName)!, Inputs.OptionalName(item.LastName)!);
        if (!_users.TryGetValue(row.Email, out var user))
        {
            // Whoever is reported to have signed in before, later, is made as one who is deactivated.
            person.Deactivated(item.At);
            return null;
        }

        row.UserId = user.Id;
        Rename(user, person);
        if (user.Reactivated >= item.At) return null;
        if (user.Active && !_share.Takes(item.Product))
        {
            row.Result = ReportResult.Held;
            return null;
        }

        person.Deactivated(item.At);
        if (!user.Active) return null;
        user.Active = false;
        row.Result = ReportResult.Deactivated;
        _deactivated.Add((user, row));
        return null;
    }

    private UpstreamPerson Person(string email)
    {
        if (_people.TryGetValue(email, out var known)) return known;
        _work.Db.Add(known = _people[email] = new UpstreamPerson { CustomerId = _work.Db.CustomerId, Email = email });
        return known;
    }

    private bool Rename(User user, UpstreamPerson person)
    {
        if (person.NamedAt is null || user.Renamed >= person.NamedAt) return false;
        if (user.FirstName == person.FirstName && user.LastName == person.LastName) return false;
        (user.FirstName, user.LastName) = (person.FirstName, person.LastName);
        return !_created.Contains(user.Id);
    }

    private bool Assign(User user, Tenant tenant, DateTimeOffset at)
    {
        if (user.TenantsSet >= at) return false;
        if (_assigned.Add((user.Id, tenant.Id))) _work.Db.Add(new UserTenant { UserId = user.Id, TenantId = tenant.Id });
        // Access that had ended when they signed in is theirs again, as a tenant that was taken before is.
        else if (_ending.GetValueOrDefault((user.Id, tenant.Id)) is { } ended && ended.Until <= at) ended.Until = null;
        else return false;
        if (_created.Contains(user.Id)) return false;
        if (!_given.TryGetValue(user, out var given)) _given[user] = given = [];
        given.Add(_customer.Facts.Tenants.First(one => one.Id == tenant.Id));
        return true;
    }

    /// <summary>A user with the lowest roles and no password here; deactivated when that was reported before they were.</summary>
    private User Make(string email, UpstreamPerson person)
    {
        if (!_accounts.TryGetValue(email, out var account)) _work.Db.Accounts.Add(account = _accounts[email] = Newcomer.AccountFor(_work, email));
        else account.ConcurrencyStamp = _work.NewId().ToString("N");
        var user = _users[email] = new User
        {
            Id = _work.NewId(),
            AccountId = account.Id,
            Email = email,
            FirstName = person.FirstName,
            LastName = person.LastName,
            Active = person.DeactivatedAt is null,
            Since = _work.Now,
        };
        _created.Add(user.Id);
        _work.Db.Users.Add(user);
        return user;
    }
}
