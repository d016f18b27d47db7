using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>How an organization is connected to Slack, and what its app is made from.</summary>
/// <param name="Server">Where the server is reached, without a slash at the end; null: the operator has not said.</param>
public sealed record ViewSlack([property: System.Text.Json.Serialization.JsonIgnore] string? Server) : Query<CustomerSnapshot, SlackView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Directory.Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SlackView> Run(Work work, CustomerSnapshot found)
    {
        var connection = await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync();
        var app = await work.Db.Set<SlackApp>().AsNoTracking().FirstOrDefaultAsync();
        var slug = found.Facts.Slug;
        return new(
            connection is null ? null : new(connection.Name, connection.Workspace, connection.At),
            app is null ? null : new(app.ClientId, app.SealedSigningSecret is not null, app.SealedSocketToken is not null),
            Server is null ? null : SlackManifest.Of(Server, slug),
            Server is null ? null : SlackManifest.Of(Server, slug, isSocket: true));
    }
}

/// <summary>How an organization is connected to Slack.</summary>
/// <param name="Workspace">The workspace; null: it is connected to none.</param>
/// <param name="App">Its app; null: none was entered.</param>
/// <param name="Manifest">What the app is made from; null: the operator has not said where the server is reached.</param>
/// <param name="SocketManifest">The same for an app that is heard over Socket Mode.</param>
public sealed record SlackView(SlackWorkspaceView? Workspace, SlackAppView? App, string? Manifest, string? SocketManifest);

/// <summary>A workspace that is connected.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Since">Since when it is connected like this.</param>
public sealed record SlackWorkspaceView(string Name, string Id, DateTimeOffset Since);

/// <summary>An app: that it has secrets, never which.</summary>
/// <param name="ClientId">Its client id; null: the operator connected the organization, with a token.</param>
/// <param name="Signs">Whether what Slack sends is heard.</param>
/// <param name="Socket">Whether it is heard over Socket Mode.</param>
public sealed record SlackAppView(string? ClientId, bool Signs, bool Socket);
