using System.Reflection;
using Usher.Tests.Acts;
using Usher.Tests.Architecture;
using Usher.Tests.Calls;
using Usher.Tests.Delivery;
using Usher.Tests.Directory;
using Usher.Tests.Governance;
using Usher.Tests.Identity;
using Usher.Tests.Machines;
using Usher.Tests.Marketplace;
using Usher.Tests.Platform;
using Usher.Tests.Upstream;

namespace Usher.SystemTests.Stores;

/// <summary>The tests of the product's rules, which the other project runs on SQLite, all run here on PostgreSQL.</summary>
public class RulesOnPostgres
{
    /// <summary>Which do not, and why.</summary>
    private static readonly Dictionary<Type, string> NotHere = new()
    {
        [typeof(ErasedBytesTests)] = "reads the bytes of SQLite's file",
        [typeof(TablesAgainstLogsTests)] = "edits the tables past the gate in SQLite's own words; the audit suite does so on both",
        [typeof(CallsDoorTests)] = "a host over HTTP",
        [typeof(StepsTests)] = "the shape of acts, on a clock that is moved once SQLite has answered, which it does at once",
    };

    private static readonly Type[] Worlds = [typeof(Town), typeof(CallWorld), typeof(DeliveryWorld)];

    private static readonly Type[] Hosts = [typeof(TownServer), typeof(Usher.Tests.Web.RouteTown)];

    [Fact]
    public void Every_test_of_a_rule_runs_on_both_databases()
    {
        var here = typeof(RulesOnPostgres).Assembly.GetTypes().Select(type => type.BaseType).ToHashSet();
        typeof(Town).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)))
            .Where(type => Uses(type, Worlds) && !Uses(type, Hosts) && !NotHere.ContainsKey(type) && type.Namespace != typeof(RoomTests).Namespace)
            .Where(type => !here.Contains(type) && !here.Contains(type.BaseType)).Select(type => type.FullName).ShouldBeEmpty();
    }

    private static bool Uses(Type type, Type[] worlds) => Il.Named(type).Any(member => worlds.Contains(member.DeclaringType) || member is FieldInfo field && worlds.Contains(field.FieldType));
}

[Whole]
public sealed class AccessMailOnPostgres : AccessMailTests;

[Whole]
public sealed class AccountOnPostgres : AccountTests;

[Whole]
public sealed class ApprovalOfCallsOnPostgres : ApprovalOfCallsTests;

public sealed class AuditFacetsOnPostgres : AuditFacetsTests;

[Whole]
public sealed class ByLevelOnPostgres : ByLevelTests;

[Whole]
public sealed class CallMailOnPostgres : CallMailTests;

[Whole]
public sealed class CallMailWorldOnPostgres : CallMailWorldTests;

[Whole]
public sealed class CallViewOnPostgres : CallViewTests;

[Whole]
public sealed class ChangePreviewOnPostgres : ChangePreviewTests;

[Whole]
public sealed class ChangePreviewWalkOnPostgres : ChangePreviewWalkTests;

[Whole]
public sealed class ChannelStrangerOnPostgres : ChannelStrangerTests;

[Whole]
public sealed class ClockOnPostgres : ClockTests;

[Whole]
public sealed class ClosedCustomerJobOnPostgres : ClosedCustomerJobTests;

[Whole]
public sealed class ClosingOnPostgres : ClosingTests;

[Whole]
public sealed class ColleagueOnPostgres : ColleagueTests;

[Whole]
public sealed class CustomRolesOnPostgres : CustomRolesTests;

[Whole]
public sealed class CustomersOnPostgres : CustomersTests;

[Whole]
public sealed class DashboardOnPostgres : DashboardTests;

[Whole]
public sealed class DeactivationOnPostgres : DeactivationTests;

[Whole]
public sealed class EditCustomerOnPostgres : EditCustomerTests;

[Whole]
public sealed class ExclusionOnPostgres : ExclusionTests;

[Whole]
public sealed class CrmExclusionOnPostgres : CrmExclusionTests;

[Whole]
public sealed class FirstOrganizationAdminOnPostgres : FirstOrganizationAdminTests;

[Whole]
public sealed class HeldCallOnPostgres : HeldCallTests;

[Whole]
public sealed class IdentityOnPostgres : IdentityTests;

[Whole]
public sealed class ImportOnPostgres : ImportTests;
[Whole]
public sealed class HeldDeactivationOnPostgres : HeldDeactivationTests;

[Whole]
public sealed class InboxOnPostgres : InboxTests;

public sealed class IngestOnPostgres : IngestTests;

[Whole]
public sealed class IntegrationSetUpOnPostgres : IntegrationSetUpTests;

[Whole]
public sealed class InvitationOnPostgres : InvitationTests;

[Whole]
public sealed class LateEffectOnPostgres : LateEffectTests;

[Whole]
public sealed class LevelsOnPostgres : LevelsTests;

public sealed class ListOnPostgres : ListTests;

[Whole]
public sealed class RecorderIdentityOnPostgres : RecorderIdentityTests;
// Its limits are asked of the database, and each database deletes in its own way.

[Whole]
public sealed class RetentionOnPostgres : RetentionTests;

[Whole]
public sealed class RecordingOnPostgres : RecordingTests;

[Whole]
public sealed class SearchSyntaxOnPostgres : SearchSyntaxTests;

[Whole]
public sealed class CommentOnPostgres : CommentTests;

[Whole]
public sealed class SlackLinkOnPostgres : SlackLinkTests;

[Whole]
public sealed class TodayOnPostgres : TodayTests;

[Whole]
public sealed class SavedSearchOnPostgres : SavedSearchTests;

[Whole]
public sealed class TimelineOnPostgres : TimelineTests;

[Whole]
public sealed class MachineReadOnPostgres : MachineReadTests;

[Whole]
public sealed class SupportAccessOnPostgres : SupportAccessTests;

[Whole]
public sealed class MarketplaceOnPostgres : MarketplaceTests;

[Whole]
public sealed class AppPictureOnPostgres : AppPictureTests;

[Whole]
public sealed class AppSideOnPostgres : AppSideTests;

[Whole]
public sealed class ConnectionTestOnPostgres : ConnectionTestTests;

[Whole]
public sealed class OAuthOnPostgres : OAuthTests;

[Whole]
public sealed class OAuthLifeOnPostgres : OAuthLifeTests;

[Whole]
public sealed class WebhookOnPostgres : WebhookTests;

[Whole]
public sealed class MeOnPostgres : MeTests;

[Whole]
public sealed class ModelOnPostgres : ModelTests;

[Whole]
public sealed class NeedsOnPostgres : NeedsTests;

[Whole]
public sealed class NoticeWordsOnPostgres : NoticeWordsTests;

[Whole]
public sealed class NoticeMailOnPostgres : NoticeMailTests;

[Whole]
public sealed class NoticesOnPostgres : NoticesTests;

[Whole]
public sealed class UpstreamOrderOnPostgres : UpstreamOrderTests;

[Whole]
public sealed class OrphanOnPostgres : OrphanTests;

[Whole]
public sealed class OtherCustomersOnPostgres : OtherCustomersTests;

public sealed class PagesOnPostgres : PagesTests;

[Whole]
public sealed class PasswordRulesOnPostgres : PasswordRulesTests;

[Whole]
public sealed class PreferencesOnPostgres : PreferencesTests;

[Whole]
public sealed class PreviewOnPostgres : PreviewTests;

public sealed class RacesOnPostgres : RacesTests;

[Whole]
public sealed class RefusalOnPostgres : RefusalTests;

[Whole]
public sealed class ReminderOnPostgres : ReminderTests;

[Whole]
public sealed class DirectoryEntryOnPostgres : DirectoryEntryTests;

[Whole]
public sealed class MyPeopleOnPostgres : MyPeopleTests;

[Whole]
public sealed class UserPictureOnPostgres : UserPictureTests;

[Whole]
public sealed class TeamSetUpOnPostgres : TeamSetUpTests;

[Whole]
public sealed class ReplacementOnPostgres : ReplacementTests;

[Whole]
public sealed class RequestsOnPostgres : RequestsTests;

[Whole]
public sealed class SeatReportOnPostgres : SeatReportTests;

[Whole]
public sealed class SeatUseOnPostgres : SeatUseTests;

public sealed class SeatWeeksOnPostgres : SeatWeeksTests;

[Whole]
public sealed class SeatsOnPostgres : SeatsTests;

[Whole]
public sealed class SeatRequestsOnPostgres : SeatRequestsTests;

[Whole]
public sealed class SettingsOnPostgres : SettingsTests;

[Whole]
public sealed class SettlingOnPostgres : SettlingTests;

[Whole]
public sealed class SignInOnPostgres : SignInTests;

[Whole]
public sealed class SlackAskOnPostgres : SlackAskTests;

[Whole]
public sealed class SlackCommandOnPostgres : SlackCommandTests;

[Whole]
public sealed class SlackDeliveryOnPostgres : SlackDeliveryTests;

[Whole]
public sealed class SlackEventOnPostgres : SlackEventTests;

[Whole]
public sealed class SlackHomeOnPostgres : SlackHomeTests;

[Whole]
public sealed class SlackPressOnPostgres : SlackPressTests;

[Whole]
public sealed class SlackRequestOnPostgres : SlackRequestTests;

[Whole]
public sealed class SlackWorldOnPostgres : SlackWorldTests;

[Whole]
public sealed class StaffOnPostgres : StaffTests;

[Whole]
public sealed class TeamsOnPostgres : TeamsTests;

[Whole]
public sealed class UsersOnPostgres : UsersTests;

[Whole]
public sealed class WalkOnPostgres : WalkTests;

[Whole]
public sealed class WorldNamesOnPostgres : WorldNamesTests;
