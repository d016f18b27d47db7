using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>The settings of an organization, each with whether the caller may change it. One query.</summary>
public sealed record ViewSettings : Query<CustomerSnapshot, SettingsView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override Permission? Or => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SettingsView> Run(Work work, CustomerSnapshot found)
    {
        var row = await work.Db.Customers.FirstAsync(c => c.Id == work.Db.CustomerId);
        return new(row.Id, row.MostOrganizationAdmins, OrganizationAdmins(work), row.MajorSeats, row.MajorSeatHours, row.NotesRequired, row.CallMail, row.Transcripts,
            row.Revision, new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["organization"] = May.Ask(work, Permission.OrganizationConfigure, Target.Of(found)),
                ["security"] = May.Ask(work, Permission.SecurityConfigure, Target.Of(found)),
            });
    }

    /// <summary>How many active people are Organization Admin now.</summary>
    internal static int OrganizationAdmins(Work work) =>
        work.Customer.Users.Count(user => user.User!.Active && user.InsightsRole(work.Now) == InsightsRole.OrganizationAdmin);
}

/// <summary>The settings of an organization.</summary>
/// <param name="Id">The organization's id: the audit trail names it by this.</param>
/// <param name="MostOrganizationAdmins">How many Organization Admins there may be (rule 11).</param>
/// <param name="OrganizationAdmins">How many there are.</param>
/// <param name="MajorSeats">How many seats may be given and removed within <paramref name="MajorSeatHours"/> before it is a major change (rule 21).</param>
/// <param name="MajorSeatHours">Within how many hours they are counted together.</param>
/// <param name="NotesRequired">Whether every grant, removal and change of configuration carries a note (rule 24).</param>
/// <param name="CallMail">What e-mails to those who may see a call and chose to get them say of it.</param>
/// <param name="Transcripts">Who reads whole transcripts (rule 12).</param>
/// <param name="Revision">The revision: who changes a setting sends it back.</param>
/// <param name="Can">Whether the caller may change settings of the organization and of security.</param>
public sealed record SettingsView(Guid Id, int MostOrganizationAdmins, int OrganizationAdmins, int MajorSeats, int MajorSeatHours, bool NotesRequired,
    CallMailContent CallMail, TranscriptAudience Transcripts, int Revision, IReadOnlyDictionary<string, May> Can) : IRevisedView;
