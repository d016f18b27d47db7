using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// The secret of an app's client at its provider: of one client at one host, and erased when a new version of the app names another. An
/// app without one is a public client, with PKCE alone.
/// </summary>
public sealed class AppClient : IGlobalEntity
{
    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The client.</summary>
    [Audited]
    public required string ClientId { get; set; }

    /// <summary>The host that it is for.</summary>
    [Audited]
    public required string Host { get; set; }

    /// <summary>The secret, sealed.</summary>
    public required string Sealed { get; set; }

    internal static Task<AppClient?> Of(Work work, Guid app) => work.Db.Set<AppClient>().FirstOrDefaultAsync(client => client.AppId == app);

    /// <summary>The sealed secret that is for a provider; null: there is none.</summary>
    internal static async Task<string?> Secret(Work work, Guid app, OAuthProvider provider) =>
        await Of(work, app) is { } client && client.ClientId == provider.ClientId && client.Host == provider.Host ? client.Sealed : null;

    /// <summary>Erases the secret of an app whose newest version has another client, or another host.</summary>
    internal static async Task EndUnless(Work work, App app, OAuthProvider? provider)
    {
        if (await Of(work, app.Id) is { } client && (client.ClientId != provider?.ClientId || client.Host != provider.Host))
            work.Db.Remove(client);
    }

    internal sealed class Configuration : IEntityTypeConfiguration<AppClient>
    {
        public void Configure(EntityTypeBuilder<AppClient> client)
        {
            client.ToTable("app_clients").HasKey(c => c.AppId);
            client.HasOne<App>().WithMany().HasForeignKey(c => c.AppId);
        }
    }
}
