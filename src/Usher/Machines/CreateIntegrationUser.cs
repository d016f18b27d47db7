using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>
/// Creates an integration user with its owner and scopes (rule 17). Its scopes of Insights are inert until an Organization Admin approves
/// it (rule 18).
/// </summary>
/// <param name="Name">Its name, written like a slug, unique in the customer.</param>
/// <param name="Owner">The active user accountable for it.</param>
/// <param name="Scopes">What it may do: <c>call/ingest</c>, <c>call/read:sales</c>.</param>
public sealed record CreateIntegrationUser(string Name, Guid Owner, IReadOnlyList<string> Scopes) : Change<CustomerSnapshot, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Inputs.Unread(("/name", Inputs.Slug(Name), Inputs.SlugSentence))
        ?? GrantRules.IntegrationUser(found, Owner, Scopes)
        ?? (await work.Db.IntegrationUsers.AnyAsync(m => m.Name == Name) ? new NameTaken() : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Guid> Run(Work work, CustomerSnapshot found)
    {
        var machine =
            new IntegrationUser { Id = work.NewId(), Name = Name, OwnerId = Owner, MadeBy = work.Actor.Id,
                Scopes = OneIntegrationUser.Write(Scopes) };
        work.Db.IntegrationUsers.Add(machine);
        OneIntegrationUser.TellTeams(work, machine.Id, [], OneIntegrationUser.Read(machine.Scopes));
        if (Owner != work.Actor.Id)
            work.Tell(Owner, MachineNotices.OwnsIntegrationUser, machine.Id,
                $"{work.Speaker} made you the owner of the integration user {Name}.");
        return Task.FromResult(machine.Id);
    }
}
