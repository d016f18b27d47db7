using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Keeps what the directory says of a user: job, department, location and manager. What is left out or empty is none.</summary>
/// <param name="User">Whose.</param>
/// <param name="Job">Job title.</param>
/// <param name="Department">Department.</param>
/// <param name="Location">Where they work.</param>
/// <param name="Manager">The user who manages them; active when they are named.</param>
public sealed record DescribeUser(Guid User, string? Job, string? Department, string? Location, Guid? Manager) : Change<Person, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        Inputs.Unread(
            ("/job", Inputs.OptionalName(Job), Inputs.NameSentence),
            ("/department", Inputs.OptionalName(Department), Inputs.NameSentence),
            ("/location", Inputs.OptionalName(Location), Inputs.NameSentence))
        ?? work.Stale(found.Row)
        ?? (Manager is { } manager && manager != found.Row.ManagerId ? await Against(work, manager) : null);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Person found)
    {
        var row = found.Row;
        (row.Job, row.Department, row.Location, row.ManagerId) = (Kept(Job), Kept(Department), Kept(Location), Manager);
        return Task.FromResult(Nothing.Value);
    }

    private static string? Kept(string? text) => Inputs.OptionalName(text) is { Length: > 0 } kept ? kept : null;

    /// <summary>A manager is an active user who is not managed, however many steps away, by the person themselves.</summary>
    private async Task<Refusal?> Against(Work work, Guid manager)
    {
        if (work.Customer.User(manager) is not { } named) return new NotOfThisCustomer("person");
        if (!named.User!.Active) return new ManagerNotActive();
        var managers = await work.Db.Users.Where(u => u.ManagerId != null).ToDictionaryAsync(u => u.Id, u => u.ManagerId!.Value);
        var seen = new HashSet<Guid>();
        for (Guid? at = manager; at is { } one && seen.Add(one); at = managers.TryGetValue(one, out var next) ? next : null)
            if (one == User) return new ManagedInACircle(named.Name);
        return null;
    }
}

/// <summary>A manager is somebody active.</summary>
public sealed record ManagerNotActive() : Refusal("This person is deactivated and can't be a manager. Choose someone who is active."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/manager";
}

/// <summary>Nobody manages themselves, however many people are between.</summary>
/// <param name="Name">The manager who was chosen.</param>
public sealed record ManagedInACircle(string Name)
    : Refusal($"{Name} is this person, or is managed by them. Choose someone else, or change who manages {Name} first."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/manager";
}
