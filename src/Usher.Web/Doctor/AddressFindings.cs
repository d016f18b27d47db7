using System.Collections;
using Usher.Delivery.Mail;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Doctor;

/// <summary>What is set of names and addresses: settings nobody reads, where people reach the server, proxies, private hosts, telemetry.</summary>
internal static class AddressFindings
{
    /// <summary>Looks.</summary>
    /// <param name="settings">What the operator set.</param>
    /// <param name="environment">The variables they were read from; their values are not told.</param>
    public static IEnumerable<Finding> Of(UsherSettings settings, IEnumerable environment)
    {
        yield return Names(KnownSettings.Unknown(environment));
        yield return settings.PublicUrl is { } address
            ? new("public address", Standing.Good, Visible(address))
            : new("public address", settings.Mail is MailDrop ? Standing.Note : Standing.Bad, "not set: links in e-mails lead to this machine alone; set Usher__PublicUrl");
        yield return Cookie(settings);
        yield return settings.Proxies.Count > 0
            ? new("proxies", Standing.Good, string.Join(", ", settings.Proxies))
            : new("proxies", settings.PublicUrl is null ? Standing.Good : Standing.Warn, "none named: behind a proxy set Usher__Proxies, or all clients count as one when they sign in");
        yield return new("private hosts", settings.PrivateHosts.Count == 0 ? Standing.Good : Standing.Note, settings.PrivateHosts.Count == 0 ? "refused" : $"allowed: {string.Join(", ", settings.PrivateHosts)}");
        yield return new("telemetry", Standing.Good, Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } endpoint ? $"OTLP to {Visible(endpoint)}" : "off");
    }

    /// <summary>An address without what may be a secret in it.</summary>
    public static string Visible(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') : "an address that is none";

    private static Finding Names(IReadOnlyList<(string Name, string? Meant)> unknown) => unknown.Count == 0
        ? new("settings", Standing.Good, "every name is known")
        : new("settings", Standing.Bad, $"not known, so not in force: {string.Join("; ", unknown.Select(one => one.Meant is null ? one.Name : $"{one.Name} (did you mean {one.Meant}?)"))}");

    /// <summary>A session's cookie goes over the network unencrypted where people reach the server by http.</summary>
    private static Finding Cookie(UsherSettings settings) => settings.PublicUrl switch
    {
        null => new("session cookie", Standing.Note, "secure for requests by https; set Usher__PublicUrl to https:// so that it always is"),
        var url when !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") =>
            new("session cookie", Standing.Bad, "Usher__PublicUrl is no address that begins with https://"),
        var url when new Uri(url) is { Scheme: "http" } uri => new("session cookie", uri.IsLoopback ? Standing.Note : Standing.Bad,
            "not secure: Usher__PublicUrl begins with http://, so that sessions and passwords can be read on the way; serve it by https"),
        _ => new("session cookie", Standing.Good, "secure, for this host alone (__Host-)"),
    };
}
