using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Changes settings of the organization; what is null stays as it is.</summary>
/// <param name="MostOrganizationAdmins">How many Organization Admins there may be (rule 11): not fewer than there are.</param>
/// <param name="MajorSeats">How many seats may be given and removed before it is a major change (rule 21).</param>
/// <param name="MajorSeatHours">Within how many hours they are counted together.</param>
/// <param name="NotesRequired">Whether grants, removals and changes of configuration carry a note (rule 24).</param>
/// <param name="CallMail">What e-mails to those who may see a call and chose to get them say of it.</param>
public sealed record EditOrganization(int? MostOrganizationAdmins = null, int? MajorSeats = null, int? MajorSeatHours = null, bool? NotesRequired = null,
    CallMailContent? CallMail = null)
    : Change<Customer, Nothing>
{
    /// <summary>The largest number of Organization Admins that the setting takes.</summary>
    public const int MostOfMost = 20;

    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override Task<Found<Customer>?> Find(Work work) => OneCustomer.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Customer found)
    {
        if (MostOrganizationAdmins is < 1 or > MostOfMost) return new Invalid("/mostOrganizationAdmins", $"Enter 1 to {MostOfMost}.");
        if (MajorSeats is < 1 or > 1_000) return new Invalid("/majorSeats", "Enter 1 to 1,000.");
        if (MajorSeatHours is < 1 or > 720) return new Invalid("/majorSeatHours", "Enter 1 to 720 hours.");
        if (CallMail is { } content && !Enum.IsDefined(content)) return new Invalid("/callMail", "Choose one of those offered.");
        if (work.Stale(found) is { } stale) return stale;
        var there = ViewSettings.OrganizationAdmins(work);
        if (MostOrganizationAdmins < there) return new MoreOrganizationAdmins(there);
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Customer found)
    {
        found.MostOrganizationAdmins = MostOrganizationAdmins ?? found.MostOrganizationAdmins;
        found.MajorSeats = MajorSeats ?? found.MajorSeats;
        found.MajorSeatHours = MajorSeatHours ?? found.MajorSeatHours;
        found.NotesRequired = NotesRequired ?? found.NotesRequired;
        found.CallMail = CallMail ?? found.CallMail;
        work.Concerns(found.Id);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Changes who reads whole transcripts (rule 12): owners always do, and it makes no call visible to anyone.</summary>
/// <param name="Transcripts">Who.</param>
public sealed record EditSecurity(TranscriptAudience Transcripts) : Change<Customer, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<Customer>?> Find(Work work) => OneCustomer.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Customer found) =>
        Enum.IsDefined(Transcripts) ? work.Stale(found) ?? await work.NoteMissing() : new Invalid("/transcripts", "Choose one of those offered.");

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Customer found)
    {
        found.Transcripts = Transcripts;
        work.Concerns(found.Id);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Rule 11: there are more Organization Admins than the setting would let there be.</summary>
/// <param name="There">How many there are.</param>
public sealed record MoreOrganizationAdmins(int There)
    : Refusal($"There are {There} Organization Admins. Remove that level from some of them first, or choose {There} or more."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/mostOrganizationAdmins";
}
