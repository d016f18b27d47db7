using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Usher.Client;

/// <summary>Adds Usher to an application.</summary>
public static class UsherServices
{
    /// <summary>
    /// Adds <see cref="UsherClient"/>, and what lets <see cref="UsherAuthorizeAttribute"/> and <see cref="UsherRequirement"/> decide. The
    /// application does not start while the options are not usable.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says where Usher is, and with which key it is asked.</param>
    /// <returns>The HTTP client, for those who reach Usher through a proxy or another handler. Add no retries: a question has one
    /// time-out, and a connection that was closed meanwhile is tried again without them.</returns>
    public static IHttpClientBuilder AddUsher(this IServiceCollection services, Action<UsherOptions> configure)
    {
        services.AddOptions<UsherOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UsherOptions>, UsherOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AnswerCache>();
        services.AddAuthorizationCore();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IAuthorizationHandler, UsherAuthorizationHandler>());
        return services.AddHttpClient("Usher", static (services, http) =>
            {
                var address = services.GetRequiredService<IOptions<UsherOptions>>().Value.Address!;
                http.BaseAddress = address.AbsolutePath.EndsWith('/') ? address : new Uri($"{address.AbsoluteUri}/");
                // One time-out for all of it, the body too: the exchange's own.
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                // The key goes to the configured address, and nowhere else.
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .RedactLoggedHeaders(static _ => true)
            .AddTypedClient(static (http, services) => new UsherClient(
                new(http, services.GetRequiredService<IOptions<UsherOptions>>(), services.GetRequiredService<TimeProvider>()),
                services.GetRequiredService<AnswerCache>()));
    }
}
