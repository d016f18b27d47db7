using System.Collections;
using Usher.Delivery.Mail;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Doctor;

/// <summary>
/// What is set of names and addresses: settings nobody reads, where people reach the server, proxies, private hosts, telemetry.
/// </summary>
internal static class AddressFindings
{
    /// <summary>Looks.</summary>
    /// <param name="settings">What the operator set.</param>
    /// <param name="environment">The variables they were read from; their values are not shown.</param>
    public static IEnumerable<Finding> Of(UsherSettings settings, IEnumerable environment)
    {
        yield return Names(KnownSettings.Unknown(environment));
        yield return settings.PublicUrl is { } address
            ? new("public address", Standing.Good, Visible(address))
            : new("public address", settings.Mail is MailDrop
            ? Standing.Note
            : Standing.Bad, "not set: links in e-mails only work on this machine; set Usher__PublicUrl");
        yield return Cookie(settings);
        yield return settings.Proxies.Count > 0
            ? new("proxies", Standing.Good, string.Join(", ", settings.Proxies))
            : new("proxies", settings.PublicUrl is null
            ? Standing.Good
            : Standing.Warn, "none: behind a proxy, set Usher__Proxies; otherwise all clients count as one at sign-in");
        yield return new("private hosts", settings.PrivateHosts.Count == 0
            ? Standing.Good
            : Standing.Note, settings.PrivateHosts.Count == 0 ? "refused" : $"allowed: {string.Join(", ", settings.PrivateHosts)}");
        yield return new("telemetry", Standing.Good,
            Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } endpoint
            ? $"OTLP to {Visible(endpoint)}"
            : "off");
    }

    /// <summary>An address without what may be a secret in it.</summary>
    public static string Visible(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
            : "an invalid address";

    private static Finding Names(IReadOnlyList<(string Name, string? Meant)> unknown) => unknown.Count == 0
        ? new("settings", Standing.Good, "all known")
        : new("settings", Standing.Bad,
            "unknown, so ignored: " +
            $"{string.Join("; ", unknown.Select(one => one.Meant is null ? one.Name : $"{one.Name} (did you mean {one.Meant}?)"))}");

    /// <summary>A session's cookie goes over the network unencrypted where people reach the server by http.</summary>
    private static Finding Cookie(UsherSettings settings) => settings.PublicUrl switch
    {
        null => new("session cookie", Standing.Note,
            "secure for https requests only; set Usher__PublicUrl to https:// to make it always secure"),
        var url when !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") =>
            new("session cookie", Standing.Bad, "Usher__PublicUrl is not an address that begins with https://"),
        var url when new Uri(url) is { Scheme: "http" } uri => new("session cookie", uri.IsLoopback ? Standing.Note : Standing.Bad,
            "not secure: Usher__PublicUrl begins with http://, so sessions and passwords can be read in transit; use https"),
        _ => new("session cookie", Standing.Good, "secure, for this host only (__Host-)"),
    };
}
