using Microsoft.Extensions.DependencyInjection;
using Usher.Calls;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform.Jobs;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>What the room of delivery brings to a process.</summary>
public static class DeliveryRoom
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds Slack, and the handlers of what other rooms tell.</summary>
    /// <param name="services">Data protection is among them: it seals tokens.</param>
    /// <param name="privateHosts">Hosts and networks inside private address ranges that the operator allowed (rule 18).</param>
    public static IServiceCollection AddDelivery(this IServiceCollection services, IReadOnlyList<string> privateHosts)
    {
        services.AddSingleton(new OutboundHosts(privateHosts));
        services.AddSingleton<ISlack>(provider =>
            new SlackClient(provider.GetRequiredService<OutboundHosts>().Client(), Patience, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SlackConnections>();
        services.AddSingleton<Platform.Audit.IDerivedCheck, ReadersCheck>();
        return services;
    }
}
