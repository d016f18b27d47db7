using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// What a table of people says for the directory: job, department, location and manager, of those it adds and of active users who are here.
/// An empty cell says nothing. Managers are judged as they all are in the end (rule 23): somebody active, and nobody in a circle.
/// </summary>
internal sealed class ImportDirectory
{
    private readonly IReadOnlyList<PlannedRow> _rows;
    private readonly List<PlannedRow> _described;
    private readonly CustomerSnapshot _customer;

    /// <summary>By address, the address of who manages them, before the import.</summary>
    private readonly Dictionary<string, string> _managers;

    private ImportDirectory(IReadOnlyList<PlannedRow> rows, List<PlannedRow> described, CustomerSnapshot customer, Dictionary<string, string> managers) =>
        (_rows, _described, _customer, _managers) = (rows, described, customer, managers);

    /// <summary>Judges what the rows say for the directory, after all else about them is judged.</summary>
    public static async Task<ImportDirectory> Judge(Work work, IReadOnlyList<PlannedRow> rows)
    {
        var customer = work.Customer;
        var described = rows.Where(row => row.Row.Describes && (row.Fate == ImportFate.Add || (row.Fate == ImportFate.Skip && customer.User(row.Email) is { User.Active: true })))
            .ToList();
        if (described.Count == 0) return new(rows, [], customer, []);
        var may = May.Ask(work, Permission.DirectoryMaintain, Target.Of(customer));
        foreach (var row in described)
            if ((may.Allowed ? Fault(row.Row) : may.Why) is { } fault) row.Is(ImportFate.Refuse, fault);
        var ids = described.Where(row => row.Fate == ImportFate.Skip).Select(row => customer.User(row.Email)!.Id).ToList();
        var users = new Dictionary<Guid, User>();
        foreach (var part in ids.Chunk(500))
            foreach (var user in await work.Db.Users.Where(u => part.Contains(u.Id)).ToListAsync()) users[user.Id] = user;
        foreach (var row in described.Where(row => row.Fate == ImportFate.Skip)) row.User = users.GetValueOrDefault(customer.User(row.Email)!.Id);
        var managed = await work.Db.Users.Where(u => u.ManagerId != null).Select(u => new { u.Email, u.ManagerId }).ToListAsync();
        var plan = new ImportDirectory(rows, described, customer, managed.Where(one => customer.User(one.ManagerId!.Value) is not null)
            .ToDictionary(one => one.Email, one => customer.User(one.ManagerId!.Value)!.User!.Email, StringComparer.Ordinal));
        plan.JudgeManagers();
        foreach (var row in described.Where(row => row is { Fate: ImportFate.Skip, User: not null }))
            if (plan.Differences(row) is { Count: > 0 } what)
                row.Is(ImportFate.Change, $"A user here. Changes: {string.Join(", ", what)}.");
        return plan;
    }

    /// <summary>Writes it, once those who are added are.</summary>
    /// <param name="added">Those who were added, by address.</param>
    public void Write(IReadOnlyDictionary<string, User> added)
    {
        foreach (var row in _described.Where(row => row is { Fate: ImportFate.Add or ImportFate.Change, User: not null }))
        {
            var (user, said) = (row.User!, row.Row);
            if (said.Job.Length > 0) user.Job = Inputs.OptionalName(said.Job);
            if (said.Department.Length > 0) user.Department = Inputs.OptionalName(said.Department);
            if (said.Location.Length > 0) user.Location = Inputs.OptionalName(said.Location);
            if (Inputs.Email(said.Manager) is { } manager) user.ManagerId = added.TryGetValue(manager, out var one) ? one.Id : _customer.User(manager)!.Id;
        }
    }

    private static string? Fault(ImportRow row)
    {
        if (new[] { row.Job, row.Department, row.Location, row.Manager }.Any(ImportFile.IsFormula)) return "A cell begins like a formula, with =, +, - or @.";
        foreach (var (name, text) in new[] { ("Job", row.Job), ("Department", row.Department), ("Location", row.Location) })
            if (Inputs.OptionalName(text) is null) return $"{name}: {Inputs.NameSentence}";
        return row.Manager.Length > 0 && Inputs.Email(row.Manager) is null ? $"Manager: {Inputs.EmailSentence}" : null;
    }

    private IReadOnlyList<string> Differences(PlannedRow row)
    {
        var (user, said) = (row.User!, row.Row);
        List<string> what = [];
        if (said.Job.Length > 0 && Inputs.OptionalName(said.Job) != user.Job) what.Add("job");
        if (said.Department.Length > 0 && Inputs.OptionalName(said.Department) != user.Department) what.Add("department");
        if (said.Location.Length > 0 && Inputs.OptionalName(said.Location) != user.Location) what.Add("location");
        if (Inputs.Email(said.Manager) is { } manager && manager != _managers.GetValueOrDefault(row.Email)) what.Add("manager");
        return what;
    }

    /// <summary>
    /// Refuses rows whose manager is nobody, or is managed by them in the end. What one refused row no longer does may make another
    /// impossible, so it is judged again until nothing is refused any more.
    /// </summary>
    private void JudgeManagers()
    {
        for (var again = true; again;)
        {
            again = false;
            var adds = _rows.Where(row => row.Fate == ImportFate.Add).Select(row => row.Email).ToHashSet(StringComparer.Ordinal);
            var after = new Dictionary<string, string>(_managers, StringComparer.Ordinal);
            var rows = _described.Where(row => row.Fate != ImportFate.Refuse && Inputs.Email(row.Row.Manager) is not null).ToList();
            foreach (var row in rows) after[row.Email] = Inputs.Email(row.Row.Manager)!;
            var circles = Circles(after, rows.Select(row => row.Email));
            foreach (var row in rows)
            {
                var manager = after[row.Email];
                if (manager == _managers.GetValueOrDefault(row.Email)) continue;
                var fault = _customer.User(manager) is { User: { } known } ? known.Active ? null : new ManagerNotActive().Sentence
                    : adds.Contains(manager) ? null : "The manager is no user here, and is not added by this file.";
                fault ??= circles.Contains(row.Email) ? new ManagedInACircle(manager).Sentence : null;
                if (fault is null) continue;
                row.Is(ImportFate.Refuse, fault);
                again = true;
            }
        }
    }

    /// <summary>Those who manage themselves, however many people are between: each is walked over once.</summary>
    private static HashSet<string> Circles(Dictionary<string, string> managers, IEnumerable<string> from)
    {
        var (walks, found, walk) = (new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var start in from)
        {
            walk++;
            var at = start;
            while (at is not null && walks.TryAdd(at, walk)) at = managers.GetValueOrDefault(at);
            for (var one = at; one is not null && walks[one] == walk && found.Add(one);) one = managers.GetValueOrDefault(one);
        }

        return found;
    }
}
