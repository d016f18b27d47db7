using Microsoft.Extensions.DependencyInjection;
using Usher.Calls;
using Usher.Delivery.Digests;
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
    /// <param name="services">Data protection is among them, which seals tokens, and what is known of hosts outside.</param>
    /// <param name="slack">Where Slack is; null: where it is on the internet.</param>
    public static IServiceCollection AddDelivery(this IServiceCollection services, SlackAddress? slack = null)
    {
        services.AddSingleton<ISlack>(provider =>
            new SlackClient(provider.GetRequiredService<OutboundHosts>().Client(), Patience, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SlackSeals>();
        services.AddSingleton(slack ?? SlackAddress.Public);
        services.AddSingleton<SlackDirectory>();
        services.AddSingleton<SlackConnections>();
        services.AddSingleton<SlackInstallations>();
        services.AddSingleton<SlackSockets>();
        services.AddSingleton<SlackDoor>();
        services.AddSingleton<SlackEvents>();
        services.AddSingleton<SlackInteractions>();
        services.AddSingleton<SlackCommands>();
        services.AddSingleton<SlackLink>();
        services.AddSingleton<ChannelWatch>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton<NoticeMail>();
        services.AddSingleton<CallMailWriter>();
        services.AddSingleton<Reports.SeatReportWriter>();
        services.AddSingleton<Platform.Audit.IDerivedCheck, ReadersCheck>();
        return services;
    }
}
