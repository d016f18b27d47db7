using System.Globalization;
using System.Net;
using Usher.Calls.Engine;
using Usher.Data;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Salesforce;

namespace Usher.Web.Hosting;

/// <summary>What an operator sets, by environment or command line; documented one by one in <c>docs/configuration.md</c>.</summary>
/// <param name="DataFolder">Where the SQLite file and the outside heads are kept.</param>
/// <param name="ConnectionString">The database.</param>
/// <param name="AuditKeyFile">Where the key that signs tree heads is; inside <paramref name="DataFolder"/> it is unsafe.</param>
/// <param name="IsDemo">Whether this is the demo, with one-click sign-in.</param>
public sealed record UsherSettings(string DataFolder, string ConnectionString, string AuditKeyFile, bool IsDemo)
{
    /// <summary>The key that signs tree heads itself, instead of a file: PEM or PKCS#8 in base64; null: not set.</summary>
    public string? AuditKeyText { get; init; }

    /// <summary>Whether log lines are JSON objects.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>
    /// Where the server is reached from outside, without a slash at the end (<c>Usher__PublicUrl</c>); null: where each request says.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>The model that writes summaries and answers; null: the offline engine does.</summary>
    public ModelSettings? Model { get; init; }

    /// <summary>How Usher signs in to Salesforce; null: it is not connected.</summary>
    public SalesforceSettings? Salesforce { get; init; }

    /// <summary>Where Slack is (<c>Slack__Url</c>, the address of its Web API); null: where it is on the internet.</summary>
    public SlackAddress? Slack { get; init; }

    /// <summary>Hosts and networks inside private address ranges that the operator allowed (rule 18); empty: none.</summary>
    public IReadOnlyList<string> PrivateHosts { get; init; } = [];

    /// <summary>
    /// Addresses and networks of the proxies whose word about the client counts (<c>Usher__Proxies</c>); empty: nobody's does.
    /// </summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>
    /// How much memory customers' facts may take, in megabytes (<c>Usher__SnapshotMemory</c>); those asked for longest ago are read again
    /// when they are needed.
    /// </summary>
    public int SnapshotMemory { get; init; } = (int)(Snapshots.Budget / 1_000_000);

    /// <summary>Where the signed heads outside the database are (<c>Audit__HeadsFolder</c>); by default in the data folder.</summary>
    public string HeadsFolder { get; init; } = Path.Combine(DataFolder, "heads");

    /// <summary>Whether each head is on the disk before anything goes on (<c>Audit__SyncHeads</c>).</summary>
    public bool SyncHeads { get; init; }

    /// <summary>Where heads go off the host (<c>Audit__SendHeads</c>); null: none.</summary>
    public Uri? SendHeads { get; init; }

    /// <summary>The bearer token they are sent with over HTTP (<c>Audit__SendHeadsToken</c>); null: none.</summary>
    public string? SendHeadsToken { get; init; }

    /// <summary>Whether other nodes write heads into folders of their own (<c>Audit__Nodes=many</c>).</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>
    /// Whether an audit key that is not there is made. Never once heads are outside: another key than theirs would prove nothing.
    /// </summary>
    public bool MakesAuditKey { get; init; } = true;

    /// <summary>
    /// Where the keys are that seal tokens in the database: beside the audit key, so that a copy of the data has none of them. Nodes share
    /// them.
    /// </summary>
    public string KeysFolder => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(AuditKeyFile))!, IsDemo ? "keys" : "usher-keys");

    /// <summary>
    /// How mail goes out: by <c>Mail__Host</c> (with <c>Mail__Port</c>, <c>Mail__From</c>, <c>Mail__User</c>, <c>Mail__Password</c>,
    /// <c>Mail__Tls</c>), else as files in <c>outbox</c> in the data folder.
    /// </summary>
    public IMail Mail { get; init; } = new MailDrop(Path.Combine(DataFolder, "outbox"), new MailSender("usher@localhost"));

    /// <summary>
    /// Reads <c>Usher__Data</c> (default: <c>usher</c> in the user's application data), <c>ConnectionStrings__Usher</c> (default: SQLite in
    /// the data folder), <c>Audit__Key</c> or <c>Audit__KeyFile</c> (default: <c>usher-audit.key</c> in the user's configuration, beside
    /// the data, not in it), <c>Usher__Logs</c>, <c>Usher__PublicUrl</c>, <c>Usher__PrivateHosts</c>, <c>Usher__Proxies</c>,
    /// <c>Usher__SnapshotMemory</c> and what <see cref="ModelSettings"/> reads.
    /// </summary>
    /// <exception cref="InvalidDataException">A setting cannot be understood.</exception>
    public static UsherSettings Read(IConfiguration configuration, bool isDemo = false)
    {
        var data = Path.GetFullPath(configuration["Usher:Data"] is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create), isDemo ? "usher-demo" : "usher"));
        var settings = new UsherSettings(
            data,
            configuration.GetConnectionString("Usher") is { Length: > 0 } database
                ? database
                : $"Data Source={Path.Combine(data, "usher.db")}",
            configuration["Audit:KeyFile"] is { Length: > 0 } file ? Path.GetFullPath(file)
                : isDemo ? Path.Combine(data, "audit.key")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create),
                    "usher-audit.key"),
            isDemo)
        {
            HeadsFolder = configuration["Audit:HeadsFolder"] is { Length: > 0 } heads
                ? Path.GetFullPath(heads)
                : Path.Combine(data, "heads"),
            SyncHeads = OneOf(configuration, "Audit:SyncHeads", "true", "false") == "true",
            SendHeads = Receiver(configuration["Audit:SendHeads"]),
            SendHeadsToken = configuration["Audit:SendHeadsToken"] is { Length: > 0 } token ? token : null,
            IsOneOfMany = OneOf(configuration, "Audit:Nodes", "one", "many") == "many",
            AuditKeyText = configuration["Audit:Key"] is { Length: > 0 } text ? text : null,
            JsonLogs = OneOf(configuration, "Usher:Logs", "text", "json") == "json",
            PrivateHosts = (configuration["Usher:PrivateHosts"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
            Proxies = [.. (configuration["Usher:Proxies"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Proxy)],
            Model = ModelSettings.Read(configuration),
            Salesforce = SalesforceSettings.Read(configuration),
            Slack = configuration["Slack:Url"] is { Length: > 0 } slack ? SlackAt(slack) : null,
            SnapshotMemory = configuration.GetValue("Usher:SnapshotMemory", (int)(Snapshots.Budget / 1_000_000)) is > 0 and var megabytes
                ? megabytes
                : throw new InvalidDataException("Usher__SnapshotMemory must be a number of megabytes, at least 1."),
            PublicUrl = configuration["Usher:PublicUrl"] is { Length: > 0 } url ? url.TrimEnd('/') : null,
        };
        return settings with { Mail = ReadMail(configuration, settings) };
    }

    private static IMail ReadMail(IConfiguration configuration, UsherSettings settings)
    {
        var host = configuration["Mail:Host"] is { Length: > 0 } given ? given : null;
        // Of the names that people know: the mail server's, else the one under which Usher is reached.
        var domain = Uri.CheckHostName(host) == UriHostNameType.Dns ? host
            : Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var url) && url.HostNameType == UriHostNameType.Dns ? url.IdnHost
            : "localhost";
        var from = Sender(configuration["Mail:From"] is { Length: > 0 } sender ? sender : $"usher@{domain}");
        return host is null
            ? new MailDrop(Path.Combine(settings.DataFolder, "outbox"), from)
            : new SmtpMail(host, configuration.GetValue("Mail:Port", 587), from, configuration["Mail:User"], configuration["Mail:Password"])
            {
                // Whatever is not said is encrypted.
                Encrypts = OneOf(configuration, "Mail:Tls", "required", "off") != "off",
            };
    }

    private static SlackAddress SlackAt(string url) => Uri.TryCreate(url.EndsWith('/') ? url : url + "/", UriKind.Absolute, out var at)
        && at.Scheme is "https" or "http" && at.UserInfo.Length == 0
            ? new(at)
            : throw new InvalidDataException("Slack__Url must be the address of Slack's Web API, such as https://slack.com/api/.");

    private static MailSender Sender(string from)
    {
        try
        {
            return new(from);
        }
        catch (FormatException fault)
        {
            throw new InvalidDataException("Mail__From must be an e-mail address, such as Usher <usher@vendor.example>.", fault);
        }
    }

    /// <summary>The settings of the environment that this process was started in.</summary>
    public static UsherSettings FromEnvironment() => Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    /// <summary>The key that signs tree heads; a file that is not there is made, unless something was signed already.</summary>
    /// <exception cref="InvalidDataException">What is configured is no key.</exception>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public AuditKey OpenAuditKey() =>
        AuditKey.Open(AuditKeyText, AuditKeyFile, DataFolder,
            MakesAuditKey
            && (!System.IO.Directory.Exists(HeadsFolder) || !System.IO.Directory.EnumerateFiles(HeadsFolder, "*.heads").Any()));

    /// <summary>The signed heads outside the database.</summary>
    /// <inheritdoc cref="OpenAuditKey"/>
    public TreeHeads OpenHeads() => new(HeadsFolder, OpenAuditKey().Key) { Synced = SyncHeads, IsOneOfMany = IsOneOfMany };

    /// <summary>Opens the database; the folder of a SQLite file is made when it is not there.</summary>
    public Store OpenStore()
    {
        OwnerOnly.Folder(DataFolder);
        return Store.Open(ConnectionString);
    }

    private static IPNetwork Proxy(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidDataException($"Usher__Proxies must list addresses and networks, such as 10.0.0.7 or 10.0.0.0/24: {text} is " +
            "neither.");

    /// <summary>Takes heads off the host; null: nothing does.</summary>
    public IHeadReceiver? HeadReceiver() => SendHeads switch
    {
        null => null,
        { Scheme: "http" or "https" } web => new HttpHeads(web, SendHeadsToken, new HttpClient(OutboundHosts.ToConfigured())),
        var syslog =>
            new SyslogHeads(syslog.Scheme["syslog+".Length..], syslog.Host, syslog.Port > 0
                ? syslog.Port
                : syslog.Scheme == "syslog+tls" ? 6514 : 514),
    };

    private static Uri? Receiver(string? address) => string.IsNullOrWhiteSpace(address) ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http" or "syslog+tls" or "syslog+tcp" or "syslog+udp" && uri.Host.Length > 0 ? uri
        : throw new InvalidDataException("Audit__SendHeads must be an address that begins with https://, http://, syslog+tls://, " +
            "syslog+tcp:// or syslog+udp://.");

    private static string? OneOf(IConfiguration configuration, string name, params string[] values) =>
        configuration[name] is not { Length: > 0 } value || values.Contains(value, StringComparer.Ordinal)
        ? configuration[name]
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"{name.Replace(":", "__", StringComparison.Ordinal)} must be one of: {string.Join(", ", values)}."));
}
