using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Appoints an organization's first Organization Admin (rule 11). A Customer Admin appoints; what staff do is a proposal that a Customer
/// Admin has to confirm.
/// </summary>
/// <param name="User">The user.</param>
public sealed record AppointFirstOrganizationAdmin(Guid User) : Change<Person, Appointment>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationAdminAppoint;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) => await Against(work, found) ?? await work.NoteMissing();

    /// <summary>What prevents the appointment itself; null: nothing, for staff as a proposal.</summary>
    internal static async Task<Refusal?> Against(Work work, Person found)
    {
        var happened = await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.HadOrganizationAdmin);
        var accepted = !found.Row.AddedByStaff || found.Row.Accepted is not null;
        var refusal = GrantRules.AppointFirst(work.Actor, found.Facts, happened, accepted);
        return refusal is CustomerAdminConfirms ? null : refusal;
    }

    /// <inheritdoc/>
    public override async Task<Appointment> Run(Work work, Person found)
    {
        if (work.Actor.Kind == ActorKind.User)
        {
            await Levels.Set(work, found, InsightsRole.OrganizationAdmin, null, null);
            return new(true, null);
        }

        (await work.Db.Customers.FirstAsync(c => c.Id == work.Db.CustomerId)).ProposedOrganizationAdminId = User;
        work.Concerns(User);
        work.TellThose(user => user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin, DirectoryNotices.OrganizationAdminProposed, User,
            $"{work.Speaker} proposes {found.Row.Name} as the first Organization Admin. A Customer Admin must confirm it.");
        return new(false, new CustomerAdminConfirms().Code);
    }
}

/// <summary>What an appointment came to.</summary>
/// <param name="Done">Whether the person is Organization Admin now.</param>
/// <param name="Waits">When not: the name of what it waits for, <see cref="CustomerAdminConfirms"/>.</param>
public sealed record Appointment(bool Done, string? Waits);
