using Usher.Access;
using Usher.Calls.Transcripts;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Usher.Web.Demo;

/// <summary>One customer of the demo world, as its <c>people.yaml</c> says.</summary>
public sealed class DemoCustomer
{
    /// <summary>The customer's name.</summary>
    public required string Name { get; init; }

    /// <summary>The domains of its e-mail addresses.</summary>
    public List<string> Domains { get; init; } = [];

    /// <summary>Its account in Salesforce.</summary>
    public string? SalesforceAccount { get; init; }

    /// <summary>Its tenants.</summary>
    public required List<DemoTenant> Tenants { get; init; }

    /// <summary>Seats bought.</summary>
    public required int Seats { get; init; }

    /// <summary>Team slugs with their members' e-mail addresses.</summary>
    public required Dictionary<string, List<string>> Teams { get; init; }

    /// <summary>Its people.</summary>
    public required List<DemoPerson> People { get; init; }

    /// <summary>The customers of the demo world, by slug, in the order they are made.</summary>
    public static IReadOnlyList<string> Slugs { get; } = ["harbor", "lakeside"];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Demo");

    /// <summary>Reads a customer of the demo world.</summary>
    public static DemoCustomer Read(string slug)
    {
        using var file = File.OpenText(Path.Combine(Folder, slug, "people.yaml"));
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<DemoCustomer>(file);
    }

    /// <summary>The customer's calls as their files say, oldest first.</summary>
    /// <param name="slug">The customer.</param>
    /// <param name="now">What “days ago” counts from.</param>
    public static IReadOnlyList<TranscriptFile> Calls(string slug, DateTimeOffset now) =>
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Folder, slug, "calls"), "*.txt")
            .Select(path => TranscriptReader.Read(File.ReadAllBytes(path), Path.GetFileName(path), TranscriptLimits.Default))
            .Select(read => read.File ?? throw new InvalidDataException(read.Refusal!.Sentence))
            .Select(file => file with { Start = file.Ago is { } ago ? ago.From(now) : file.Start })
            .OrderBy(file => file.Start),
    ];
}

/// <summary>A tenant of a demo customer.</summary>
public sealed class DemoTenant
{
    /// <summary>The short name.</summary>
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The upstream product.</summary>
    public required string Product { get; init; }

    /// <summary>The environment's id in that product.</summary>
    public required string ExternalId { get; init; }
}

/// <summary>A person of a demo customer.</summary>
public sealed class DemoPerson
{
    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    public required string First { get; init; }

    /// <summary>Last name.</summary>
    public required string Last { get; init; }

    /// <summary>Job title.</summary>
    public string? Job { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>The role in Connect, as worlds write it.</summary>
    public string Connect { get; init; } = "user";

    /// <summary>The role in Insights, as worlds write it.</summary>
    public string Insights { get; init; } = "default-user";

    /// <summary>Custom roles.</summary>
    public List<string> CustomRoles { get; init; } = [];

    /// <summary>Whether they hold a seat.</summary>
    public bool Seat { get; init; }
}

/// <summary>Who works at the vendor.</summary>
public static class DemoStaff
{
    /// <summary>The address of the Support User.</summary>
    public const string Support = "support@usher.example";

    /// <summary>The address of the Super User.</summary>
    public const string Super = "super@usher.example";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Email, string Name, StaffRole Role)> All { get; } =
    [
        (Super, "Noor Haddad", StaffRole.SuperUser),
        (Support, "Tomas Lind", StaffRole.SupportUser),
    ];
}
