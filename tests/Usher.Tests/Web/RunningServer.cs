using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Data;
using Usher.Web.Hosting;

namespace Usher.Tests.Web;

/// <summary>
/// The server as it is served: the real host on a free port of loopback, over SQLite in a folder of its own that is gone afterwards.
/// For <c>IClassFixture</c> or a collection: derive from it to add services or data.
/// </summary>
public class RunningServer : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-server-").FullName;
    private WebApplication? _app;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A client without any sign-in, which keeps no cookies and follows no redirects.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        var settings = new UsherSettings(
            Path.Combine(_folder, "data"),
            $"Data Source={Path.Combine(_folder, "data", "usher.db")}",
            Path.Combine(_folder, "audit.key"),
            IsDemo: false);
        _app = UsherHost.Build(settings, ["http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            Configure(builder);
        });
        await _app.Services.GetRequiredService<Store>().Prepare();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        }) { BaseAddress = Address };
        await Fill();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Changes services before the host is built.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>Puts data in once the server answers.</summary>
    protected virtual ValueTask Fill() => ValueTask.CompletedTask;
}
