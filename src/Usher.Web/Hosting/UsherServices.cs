using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Usher.Calls;
using Usher.Data;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Salesforce;
using Usher.Upstream;

namespace Usher.Web.Hosting;

/// <summary>What the server and the command line share: the store, the gate and what is behind it.</summary>
public static class UsherServices
{
    /// <summary>Adds Usher, without any door.</summary>
    public static IServiceCollection AddUsher(this IServiceCollection services, UsherSettings settings)
    {
        OwnerOnly.Folder(settings.HeadsFolder);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => settings.OpenStore());
        services.AddSingleton<IAccessFacts, AccessFacts>();
        services.AddSingleton(provider =>
            new Snapshots(provider.GetRequiredService<Store>(), provider.GetRequiredService<IAccessFacts>(),
                settings.SnapshotMemory * 1_000_000L));
        services.AddSingleton(_ => settings.OpenHeads());
        services.AddSingleton<AuditExport>();
        services.AddSingleton<HeadsCheck>();
        services.AddSingleton(provider =>
            new HeadSender(provider.GetRequiredService<TreeHeads>(), settings.HeadReceiver(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<HeadSender>>()));
        services.AddSingleton<Governance.RestoredLogs>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<Gate>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<SnapshotWatch>();
        services.AddSingleton<Upkeep>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<LeakedKeys>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<ForgottenPasswords>();
        services.AddSingleton<IdentityProofs>();
        services.AddSingleton(settings.Mail);
        services.AddSingleton(provider =>
            new PublicAddress(settings.PublicUrl,
                () => provider.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()));
        Subscriptions.AddHandlers(services);
        services.AddCalls(settings.Model);
        services.AddSingleton<Configurations>();
        services.AddSingleton<AppPictures>();
        services.AddSingleton<Directory.UserPictures>();
        services.AddSingleton<AppWebhooks>();
        services.AddSingleton<ConnectionTests>();
        services.AddSingleton<Connections>();
        services.AddSingleton(new OutboundHosts(settings.PrivateHosts));
        services.AddSingleton<UpstreamReports>();
        services.AddSingleton<AccountSearch>();
        services.AddSingleton<ISalesforce>(provider => settings.Salesforce is { } salesforce
            ? new SalesforceClient(provider.GetRequiredService<OutboundHosts>().Client(), salesforce, TimeSpan.FromSeconds(10),
                provider.GetRequiredService<TimeProvider>())
            : new NoSalesforce());
        services.AddDelivery(settings.Slack);
        services.AddDataProtection().SetApplicationName("usher").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        return services;
    }
}
