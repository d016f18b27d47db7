using System.Collections;
using Usher.Platform;

namespace Usher.Web.Doctor;

/// <summary>
/// The environment variables that Usher reads, and those of like names that it does not: one misspelt is one not set. A test holds the list
/// against the code and the docs.
/// </summary>
public static class KnownSettings
{
    /// <summary>All there are, as written in <c>docs/configuration.md</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Usher__Data", "Usher__Logs", "Usher__PublicUrl", "Usher__PrivateHosts", "Usher__Proxies", "Usher__SnapshotMemory",
        "ConnectionStrings__Usher",
        "Audit__Key", "Audit__KeyFile", "Audit__HeadsFolder", "Audit__SyncHeads", "Audit__Nodes", "Audit__SendHeads",
            "Audit__SendHeadsToken",
        "Mail__Host", "Mail__Port", "Mail__From", "Mail__User", "Mail__Password", "Mail__Tls",
        "Models__Endpoint", "Models__Key", "Models__Name", "Models__Patience",
        "Salesforce__Url", "Salesforce__ClientId", "Salesforce__ClientSecret", "Salesforce__KeyFile", "Salesforce__User",
        "Slack__Url",
    ];

    /// <summary>What follows is .NET's own to read.</summary>
    private static readonly string[] Foreign = ["Logging__", "Kestrel__", "ASPNETCORE_", "DOTNET_"];

    private static readonly string[] Sections = [.. Names.Select(name => name[..name.IndexOf("__", StringComparison.Ordinal)]).Distinct()];

    /// <summary>
    /// The names in the environment that look like ours and are not known, each with what was probably meant; null: nothing is near. Never
    /// a value.
    /// </summary>
    public static IReadOnlyList<(string Name, string? Meant)> Unknown(IEnumerable environment) =>
    [
        .. environment.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)
        .Where(name => IsOurs(name) && !Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(name => (name, Meant(name))),
    ];

    /// <summary>In one of our sections, in one that is almost called so, or ours with a single underscore.</summary>
    private static bool IsOurs(string name)
    {
        if (Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) return false;
        var end = name.IndexOf("__", StringComparison.Ordinal);
        return end > 0
            ? Sections.Contains(name[..end], StringComparer.OrdinalIgnoreCase)
            || (Nearest.Of(name[..end], Sections) is not null && Nearest.Of(name, [.. Names]) is not null)
            : name.StartsWith("Usher_", StringComparison.OrdinalIgnoreCase)
            || Names.Any(known => known.Replace("__", "_", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Meant(string name)
    {
        if (Nearest.Of(name, [.. Names]) is { } near) return near;
        // The right name in another section, or a section of two words.
        var last = name[(name.LastIndexOf('_') + 1)..];
        return Names.FirstOrDefault(known => known.EndsWith("__" + last, StringComparison.OrdinalIgnoreCase));
    }
}
