using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Marketplace;

/// <summary>An app took a step in a tenant that the app itself should hear of.</summary>
/// <param name="App">The app.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Step">Which.</param>
public sealed record AppMoved(Guid App, Guid Tenant, AppAct Step) : IEvent
{
    /// <summary>Whether an app hears of a step.</summary>
    internal static bool Says(AppAct step) => Type(step) is not null;

    /// <summary>What it hears, as CloudEvents' <c>type</c>; null: nothing.</summary>
    internal static string? Type(AppAct step) => step switch
    {
        AppAct.Configure => "usher.app.configured",
        AppAct.Disable => "usher.app.disabled",
        AppAct.Enable => "usher.app.enabled",
        AppAct.Remove => "usher.app.removed",
        _ => null,
    };
}

/// <summary>Writes the message to an app about its own steps.</summary>
public sealed class TellAppOfStep : IListener<AppMoved>
{
    /// <inheritdoc/>
    public Task Do(AppMoved job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        // The newest webhook: that of an integration user which the step itself ended is told of its end.
        var webhook = await work.Db.Set<AppWebhook>().Where(w => w.AppId == job.App && w.Gone == null)
            .OrderByDescending(w => w.IntegrationUserId).FirstOrDefaultAsync();
        var tenant = await work.Db.Tenants.FirstOrDefaultAsync(t => t.Id == job.Tenant);
        if (webhook is null || tenant is null || AppMoved.Type(job.Step) is not { } type) return false;
        var app = await work.Db.Apps.Where(a => a.Id == job.App).Select(a => a.Slug).FirstAsync();
        AppMessages.Write(work, webhook, type, tenant.Slug,
            new { app, tenant = new { slug = tenant.Slug, name = tenant.Name, product = tenant.Product, externalId = tenant.ExternalId } });
        return true;
    }, ct);
}

/// <summary>
/// Writes a message to each app that is active in a tenant of a user who was deactivated: what the app keeps of them it ends too.
/// </summary>
public sealed class TellAppsOfDeactivation : IListener<UserDeactivated>
{
    /// <inheritdoc/>
    public Task Do(UserDeactivated job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        if (work.Customer.User(job.User) is not { User: { } user } person || user.Active) return false;
        var isEverywhere = person.ConnectRole(work.Now) == ConnectRole.CustomerAdmin;
        foreach (var webhook in await work.Db.Set<AppWebhook>().Where(w => w.Gone == null).ToListAsync())
        {
            var tenants = work.Customer.IntegrationUser(webhook.IntegrationUserId)?.IntegrationUser?.OfApp?.Tenants ?? [];
            if (tenants.Any(tenant => isEverywhere || user.TenantsAt(work.Now).Contains(tenant)))
                AppMessages.Write(work, webhook, "usher.user.deactivated", null, new { id = user.Id, email = user.Email });
        }

        return true;
    }, ct);
}

/// <summary>Writes messages to apps.</summary>
internal static class AppMessages
{
    public static void Write(Work work, AppWebhook webhook, string type, string? tenant, object data)
    {
        var message = new WebhookMessage
        {
            Id = work.NewId(), IntegrationUserId = webhook.IntegrationUserId, Type = type, Tenant = tenant, At = work.Now,
            Data = JsonSerializer.Serialize(data),
        };
        work.Db.Add(message);
        work.Enqueue(new SendWebhookMessage(message.Id));
    }
}
