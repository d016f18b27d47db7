using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Usher.Tests.Access.Naive;

#pragma warning disable MA0016 // Filled by the deserializer.

/// <summary>A world as the file has it: names and nothing compiled.</summary>
internal sealed class NaiveWorld
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public Dictionary<string, string> Staff { get; set; } = [];

    public Dictionary<string, NaiveCustomer> Customers { get; set; } = [];

    public static NaiveWorld Load(string yaml)
    {
        var world = Yaml.Deserialize<NaiveWorld>(yaml);
        foreach (var customer in world.Customers.Values) customer.Users = customer.Users.ToDictionary(user => user.Key.ToLowerInvariant(), user => user.Value);
        return world;
    }
}

internal sealed class NaiveCustomer
{
    public bool Insights { get; set; }

    public bool Closed { get; set; }

    public string Transcripts { get; set; } = "owner-and-teams";

    public List<string> Tenants { get; set; } = [];

    public List<string> Apps { get; set; } = [];

    public Dictionary<string, List<string>> CustomRoles { get; set; } = [];

    public Dictionary<string, List<string>> Teams { get; set; } = [];

    public Dictionary<string, NaiveChannel> Channels { get; set; } = [];

    public Dictionary<string, NaiveUser> Users { get; set; } = [];

    public Dictionary<string, NaiveMachine> IntegrationUsers { get; set; } = [];

    public Dictionary<string, NaiveCall> Calls { get; set; } = [];
}

internal sealed class NaiveChannel
{
    public string? Team { get; set; }

    public List<string> Members { get; set; } = [];

    public List<string> ConfiguredBy { get; set; } = [];

    public int Guests { get; set; }
}

internal sealed class NaiveUser
{
    public string? Name { get; set; }

    public string Connect { get; set; } = "user";

    public string Insights { get; set; } = "default-user";

    public List<string>? EditorOf { get; set; }

    public List<string> CustomRoles { get; set; } = [];

    public List<string>? Tenants { get; set; }

    public bool Active { get; set; } = true;

    public Dictionary<string, DateTimeOffset> Until { get; set; } = [];
}

internal sealed class NaiveMachine
{
    public string Owner { get; set; } = "";

    public bool Approved { get; set; } = true;

    public List<string> Scopes { get; set; } = [];
}

internal sealed class NaiveCall
{
    public string Owner { get; set; } = "";

    public List<string> Teams { get; set; } = [];

    public List<string> Channels { get; set; } = [];

    public Dictionary<string, DateTimeOffset> SharedWith { get; set; } = [];

    public Dictionary<string, DateTimeOffset> OpenedBy { get; set; } = [];

    public Dictionary<string, DateTimeOffset> SupportAccess { get; set; } = [];

    public bool Held { get; set; }
}
