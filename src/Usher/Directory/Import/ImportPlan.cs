using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What becomes of a row of a table of people.</summary>
public enum ImportFate
{
    /// <summary>The person is added.</summary>
    Add,

    /// <summary>They are a user here already: nothing changes.</summary>
    Skip,

    /// <summary>The row can't be done.</summary>
    Refuse,

    /// <summary>They are a user here, and their directory entry changes.</summary>
    Change,
}

/// <summary>A row and what becomes of it.</summary>
/// <param name="Row">Its number, as a spreadsheet shows it.</param>
/// <param name="Email">The address as it was typed.</param>
/// <param name="Name">First and last name as they were typed.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Words">What the person gets, or why nothing happens.</param>
public sealed record ImportLine(int Row, string Email, string Name, ImportFate Fate, string Words);

/// <summary>What an import does, or did.</summary>
/// <param name="Done">Whether it was done; false: a dry run.</param>
/// <param name="Adds">How many people are added.</param>
/// <param name="Changes">How many are users already whose directory entry changes.</param>
/// <param name="Skips">How many are users already, and stay as they are.</param>
/// <param name="Refuses">How many rows can't be done.</param>
/// <param name="Lines">Every row.</param>
public sealed record ImportResult(bool Done, int Adds, int Changes, int Skips, int Refuses, IReadOnlyList<ImportLine> Lines);

/// <summary>Judges each row of a table of people by its own permission (rule 23), in a handful of queries.</summary>
internal sealed class ImportPlan
{
    private readonly List<PlannedRow> _rows = [];
    private ImportDirectory _directory = null!;

    private ImportPlan(bool byStaff) => ByStaff = byStaff;

    /// <summary>Whether those who are added count as added by staff (rule 11).</summary>
    public bool ByStaff { get; }

    /// <summary>How many rows can't be done.</summary>
    public int Refuses => Count(ImportFate.Refuse);

    /// <summary>Judges the rows, for the caller, as the customer is now.</summary>
    public static async Task<ImportPlan> Of(Work work, IReadOnlyList<ImportRow> rows)
    {
        var (customer, here) = (work.Customer, Target.Of(work.Customer));
        var mayAdd = May.Ask(work, Permission.UserAdd, here);
        var mayInvite = May.Ask(work, Permission.DirectoryMaintain, here);
        var emails = rows.Select(row => Inputs.Email(row.Email)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var staff = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in emails.Chunk(500))
            staff.UnionWith(await work.Db.Staff.Where(s => s.Active && part.Contains(s.Email)).Select(s => s.Email).ToListAsync());
        var plan = new ImportPlan(mayAdd.Allowed);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var roles = ByName(customer.Facts.CustomRoles.Select(role => (role.Id, role.Slug, role.Called)));
        var tenants = ByName(customer.Facts.Tenants.Select(tenant => (tenant.Id, tenant.Slug, tenant.Called)));
        foreach (var row in rows)
        {
            var role = Role(row.Role);
            var (customRoles, givenTenants) = (Look(row.CustomRoles, roles), Look(row.Tenants, tenants));
            var isPlain = role is ConnectRole.User && row.CustomRoles.Count == 0 && row.Tenants.Count == 0;
            var fault = Fault(row, role, customRoles, givenTenants)
                ?? (isPlain ? (mayAdd.Allowed ? mayAdd : mayInvite) : mayAdd) switch { { Allowed: false } may => may.Why, _ => null };
            var email = Inputs.Email(row.Email) ?? "";
            if (fault is null && !first.TryAdd(email, row.Number)) fault = $"Row {first[email]} has the same address.";
            if (fault is null && staff.Contains(email)) fault = new AddressCannotBeUser().Sentence;
            var (fate, words) = fault is not null ? (ImportFate.Refuse, fault)
                : customer.User(email) is { } known
                    ? (ImportFate.Skip, known.User!.Active ? "Already a user here. Nothing changes." : "A deactivated user here. Reactivate them on their page.")
                    : (ImportFate.Add, Gets(work, role!.Value, customRoles!, givenTenants!));
            plan._rows.Add(new PlannedRow(row, email) { Role = role ?? default, CustomRoles = customRoles ?? [], Tenants = givenTenants ?? [] }.Is(fate, words));
        }

        plan._directory = await ImportDirectory.Judge(work, plan._rows);
        return plan;
    }

    /// <summary>What it does, or did.</summary>
    public ImportResult Told(bool done) => new(done, Count(ImportFate.Add), Count(ImportFate.Change), Count(ImportFate.Skip), Refuses, [.. _rows.Select(row => row.Line)]);

    /// <summary>Adds everyone who is to be added, and writes what is said for the directory.</summary>
    public async Task Write(Work work)
    {
        var rows = _rows.Where(row => row.Fate == ImportFate.Add).ToList();
        // Known accounts are brought into the context by a few queries, so that none is looked for by itself.
        var accounts = new Dictionary<string, Account>(StringComparer.Ordinal);
        foreach (var part in rows.Select(row => row.Email).Chunk(500))
            foreach (var account in await work.Db.Accounts.Where(a => part.Contains(a.NormalizedEmail)).ToListAsync()) accounts[account.NormalizedEmail!] = account;
        foreach (var row in rows)
        {
            var user = row.User = row.Who.JoinAs(work, Newcomer.AccountOf(work, row.Email, accounts), ByStaff, row.Role);
            foreach (var custom in row.CustomRoles) work.Db.Add(new UserCustomRole { UserId = user.Id, RoleId = custom });
            foreach (var tenant in row.Tenants) work.Db.Add(new UserTenant { UserId = user.Id, TenantId = tenant });
        }

        _directory.Write(rows.ToDictionary(row => row.Email, row => row.User!, StringComparer.Ordinal));
    }

    private int Count(ImportFate fate) => _rows.Count(row => row.Fate == fate);

    private static string? Fault(ImportRow row, ConnectRole? role, IReadOnlyList<Guid>? customRoles, IReadOnlyList<Guid>? tenants)
    {
        if (new[] { row.FirstName, row.LastName, row.Email, row.Role }.Concat(row.CustomRoles).Concat(row.Tenants).Any(ImportFile.IsFormula))
            return "A cell begins like a formula, with =, +, - or @.";
        if (Inputs.Email(row.Email) is null) return Inputs.EmailSentence;
        if (Inputs.Name(row.FirstName) is null) return $"First name: {Inputs.NameSentence}";
        if (Inputs.OptionalName(row.LastName) is null) return $"Last name: {Inputs.NameSentence}";
        if (role is null) return "The role is unknown. Use User or Customer Admin.";
        if (customRoles is null) return new NotOfThisCustomer("custom role").Sentence;
        return tenants is null ? new NotOfThisCustomer("tenant").Sentence : null;
    }

    private static ConnectRole? Role(string role) => role.ToLowerInvariant().Replace(' ', '-') switch
    {
        "" or "user" => ConnectRole.User,
        "customer-admin" => ConnectRole.CustomerAdmin,
        _ => null,
    };

    /// <summary>Each thing by its slug and by what it is called; of two that are called alike the slug decides.</summary>
    private static Dictionary<string, Guid> ByName(IEnumerable<(Guid Id, string Slug, string Called)> things)
    {
        var all = things.ToList();
        var names = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (id, _, called) in all) names.TryAdd(Folding.Same(called), id);
        foreach (var (id, slug, _) in all) names[slug] = id;
        return names;
    }

    private static IReadOnlyList<Guid>? Look(IReadOnlyList<string> given, Dictionary<string, Guid> names)
    {
        var ids = given.Select(one => names.TryGetValue(one, out var id) || names.TryGetValue(Folding.Same(one), out id) ? id : (Guid?)null).ToList();
        return ids.TrueForAll(id => id is not null) ? [.. ids.Select(id => id!.Value).Distinct()] : null;
    }

    private static string Gets(Work work, ConnectRole role, IReadOnlyList<Guid> customRoles, IReadOnlyList<Guid> tenants)
    {
        var facts = work.Customer.Facts;
        List<string> parts =
        [
            Roles.Name(Roles.Column(role)),
            .. ThingView.Of(work, facts.CustomRoles.Where(one => customRoles.Contains(one.Id))).Select(one => one.Name),
        ];
        var where = ThingView.Of(work, facts.Tenants.Where(one => tenants.Contains(one.Id))).Select(one => one.Name).ToList();
        return $"Added as {string.Join(", ", parts)}{(where.Count == 0 ? "" : $" in {string.Join(", ", where)}")}, and invited by e-mail.";
    }
}
