using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Settings of an organization, and what they decide (rules 11, 12, 21, 24).</summary>
public class SettingsTests
{
    [Fact]
    public async Task Settings_are_read_and_changed_by_organization_admins_alone()
    {
        await using var town = await Town.Open();
        var settings = await town.Read("orgadmin", new ViewSettings());
        (settings.MostOrganizationAdmins, settings.OrganizationAdmins, settings.MajorSeats, settings.MajorSeatHours, settings.NotesRequired, settings.Transcripts)
            .ShouldBe((3, 2, 10, 24, false, TranscriptAudience.OwnerAndTeams));
        foreach (var who in new[] { "useradmin", "editor", "customeradmin", "super" })
        {
            (await town.Try(who, new ViewSettings())).ShouldBeOfType<NotAllowed>(who);
            (await town.Try(who, new EditOrganization(NotesRequired: true))).ShouldBeOfType<NotAllowed>(who);
            (await town.Try(who, new EditSecurity(TranscriptAudience.OwnerOnly))).ShouldBeOfType<NotAllowed>(who);
        }

        await town.Do("orgadmin", new EditOrganization(MajorSeats: 25));
        (await town.Try(town.As("orgadmin") with { IfMatch = settings.Revision }, new EditOrganization(MajorSeats: 5))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Read("orgadmin", new ViewSettings())).ShouldSatisfyAllConditions(one => one.MajorSeats.ShouldBe(25), one => one.MajorSeatHours.ShouldBe(24));
    }

    [Fact]
    public async Task The_number_of_organization_admins_is_a_setting_not_below_those_there_are()
    {
        await using var town = await Town.Open();
        (await town.Try("orgadmin", new EditOrganization(MostOrganizationAdmins: 1))).ShouldBe(new MoreOrganizationAdmins(2));
        await town.Do("orgadmin", new EditOrganization(MostOrganizationAdmins: 2));
        (await town.Try("orgadmin", new SetLevel(town["user"], InsightsRole.OrganizationAdmin, null, null))).ShouldBe(new FourthOrganizationAdmin(2));
        await town.Do("orgadmin", new EditOrganization(MostOrganizationAdmins: 4));
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.OrganizationAdmin, null, null));
        await town.Do("orgadmin", new SetLevel(town["default"], InsightsRole.OrganizationAdmin, null, null));
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(21, null, null)]
    [InlineData(null, 0, null)]
    [InlineData(null, 1001, null)]
    [InlineData(null, null, 0)]
    [InlineData(null, null, 721)]
    public async Task A_number_out_of_its_range_is_refused(int? admins, int? seats, int? hours)
    {
        await using var town = await Town.Open();
        (await town.Try("orgadmin", new EditOrganization(admins, seats, hours))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task Once_notes_are_required_nothing_is_granted_removed_or_configured_without_one()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new EditOrganization(NotesRequired: true));
        (await town.Try("orgadmin", new EditOrganization(NotesRequired: false))).ShouldBeOfType<NoteRequired>();
        (await town.Try("orgadmin", new EditSecurity(TranscriptAudience.OwnerOnly))).ShouldBeOfType<NoteRequired>();
        (await town.Try("useradmin", new ChangeSeats([town["user"]], []))).ShouldBeOfType<NoteRequired>();
        (await town.Try("useradmin", new InviteUser(new("nia@harbor.example", "Nia")))).ShouldBeOfType<NoteRequired>();
        (await town.Try("orgadmin", new RevokeKey(town["recorder"], town["key"]))).ShouldBeOfType<NoteRequired>();
        (await town.Read("useradmin", new PreviewSeats([town["user"]], []))).Prevented.ShouldBeNull("a preview needs none");
        await town.Do(town.As("orgadmin") with { Note = "Too much typing." }, new EditOrganization(NotesRequired: false));
        await town.Do("useradmin", new ChangeSeats([town["user"]], []));
    }

    [Fact]
    public async Task Who_reads_whole_transcripts_is_decided_by_the_setting_at_once()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new EditSecurity(TranscriptAudience.AllWhoSee));
        (await town.Facts("user")).Home!.Facts.Transcripts.ShouldBe(TranscriptAudience.AllWhoSee);
        (await town.Try("orgadmin", new EditSecurity((TranscriptAudience)9))).ShouldBeOfType<Invalid>();
    }
}
