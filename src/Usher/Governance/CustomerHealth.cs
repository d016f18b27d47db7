using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Governance;

/// <summary>What of a customer needs attention, as far as the caller may see the thing it is about; a query for each at most.</summary>
internal static class CustomerHealth
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>The jobs that send e-mail.</summary>
    private static readonly string[] Mail =
    [
        StoredNames.Of<AccessLetter>(), StoredNames.Of<ClosingLetter>(),
        new Subscription(typeof(InvitePerson), typeof(InvitationMail)).Kind,
    ];

    public static async Task<IReadOnlyList<HealthFact>> Of(Work work, CustomerSnapshot here, List<TenantApp> places)
    {
        var facts = new List<HealthFact>();
        var people = here.Users.Where(user => user.User!.Active).ToList();
        Add("no-customer-admin", people.Exists(user => user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin) ? 0 : 1, Standing.Warn);
        if (here.Facts.InsightsActive && Sees(Permission.OrganizationAdminAppoint))
            Add("no-organization-admin",
                people.Exists(user => user.InsightsRole(work.Now) == InsightsRole.OrganizationAdmin) ? 0 : 1, Standing.Warn);
        Add("no-tenant", here.Facts.Tenants.Count == 0 ? 1 : 0, Standing.Note);
        Add("apps-to-configure", places.Count(place => place.State == AppState.Approved), Standing.Note);
        Add("apps-disabled", places.Count(place => place.State == AppState.Disabled), Standing.Note);
        var customer = here.Id;
        Add("mail-not-sent",
            await work.Db.Set<Job>().CountAsync(j => j.CustomerId == customer && j.Failed != null && Mail.Contains(j.Kind)), Standing.Bad);
        if (Sees(Permission.DeliveryTroubleshoot))
            Add("deliveries-failed", await DeliveryScope.Of(work, Permission.DeliveryTroubleshoot)
                .CountAsync(d => d.State == DeliveryState.Failed), Standing.Bad);
        if (Sees(Permission.IntegrationUserManage))
        {
            var (now, soon) = (work.Now, work.Now + Soon);
            Add("keys-expire", here.Facts.Keys.Count(key => key.HolderKind == ActorKind.IntegrationUser && key.Expires > now
                && key.Expires <= soon), Standing.Note);
            Add("integrations-to-approve", here.Facts.IntegrationUsers.Count(machine => !machine.Approved), Standing.Note);
        }

        return [.. facts.OrderByDescending(fact => fact.Standing)];

        bool Sees(Permission permission) => May.Ask(work, permission, Target.Of(here)).Allowed;

        void Add(string kind, int count, Standing standing)
        {
            if (count > 0) facts.Add(new(kind, count, standing));
        }
    }
}
