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

public sealed class AccessMailOnPostgres : AccessMailTests;

public sealed class AccountOnPostgres : AccountTests;

public sealed class ApprovalOfCallsOnPostgres : ApprovalOfCallsTests;

public sealed class AuditFacetsOnPostgres : AuditFacetsTests;

public sealed class ByLevelOnPostgres : ByLevelTests;

public sealed class CallViewOnPostgres : CallViewTests;

public sealed class ChangePreviewOnPostgres : ChangePreviewTests;

public sealed class ChangePreviewWalkOnPostgres : ChangePreviewWalkTests;

public sealed class ClockOnPostgres : ClockTests;

public sealed class ClosedCustomerJobOnPostgres : ClosedCustomerJobTests;

public sealed class ClosingOnPostgres : ClosingTests;

public sealed class ColleagueOnPostgres : ColleagueTests;

public sealed class CustomRolesOnPostgres : CustomRolesTests;

public sealed class CustomersOnPostgres : CustomersTests;

public sealed class DashboardOnPostgres : DashboardTests;

public sealed class DeactivationOnPostgres : DeactivationTests;

public sealed class EditCustomerOnPostgres : EditCustomerTests;

public sealed class FirstOrganizationAdminOnPostgres : FirstOrganizationAdminTests;

public sealed class HeldCallOnPostgres : HeldCallTests;

public sealed class ImportOnPostgres : ImportTests;
public sealed class HeldDeactivationOnPostgres : HeldDeactivationTests;

public sealed class InboxOnPostgres : InboxTests;

public sealed class IngestOnPostgres : IngestTests;

public sealed class InvitationOnPostgres : InvitationTests;

public sealed class LevelsOnPostgres : LevelsTests;

public sealed class ListOnPostgres : ListTests;

public sealed class MachineReadOnPostgres : MachineReadTests;

public sealed class MarketplaceOnPostgres : MarketplaceTests;

public sealed class AppPictureOnPostgres : AppPictureTests;

public sealed class AppSideOnPostgres : AppSideTests;

public sealed class ConnectionTestOnPostgres : ConnectionTestTests;

public sealed class OAuthOnPostgres : OAuthTests;

public sealed class OAuthLifeOnPostgres : OAuthLifeTests;

public sealed class WebhookOnPostgres : WebhookTests;

public sealed class MeOnPostgres : MeTests;

public sealed class ModelOnPostgres : ModelTests;

public sealed class NeedsOnPostgres : NeedsTests;

public sealed class NoticeWordsOnPostgres : NoticeWordsTests;

public sealed class NoticeMailOnPostgres : NoticeMailTests;

public sealed class NoticesOnPostgres : NoticesTests;

public sealed class UpstreamOrderOnPostgres : UpstreamOrderTests;

public sealed class OrphanOnPostgres : OrphanTests;

public sealed class OtherCustomersOnPostgres : OtherCustomersTests;

public sealed class PagesOnPostgres : PagesTests;

public sealed class PasswordRulesOnPostgres : PasswordRulesTests;

public sealed class PreferencesOnPostgres : PreferencesTests;

public sealed class PreviewOnPostgres : PreviewTests;

public sealed class RacesOnPostgres : RacesTests;

public sealed class RefusalOnPostgres : RefusalTests;

public sealed class ReminderOnPostgres : ReminderTests;

public sealed class RequestsOnPostgres : RequestsTests;

public sealed class SeatUseOnPostgres : SeatUseTests;

public sealed class SeatsOnPostgres : SeatsTests;

public sealed class SettlingOnPostgres : SettlingTests;

public sealed class SignInOnPostgres : SignInTests;

public sealed class SlackDeliveryOnPostgres : SlackDeliveryTests;

public sealed class StaffOnPostgres : StaffTests;

public sealed class TeamsOnPostgres : TeamsTests;

public sealed class UsersOnPostgres : UsersTests;

public sealed class WalkOnPostgres : WalkTests;

public sealed class WorldNamesOnPostgres : WorldNamesTests;
