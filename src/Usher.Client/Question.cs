using System.Text.Json;

namespace Usher.Client;

/// <summary>Who would act.</summary>
/// <param name="Type"><c>user</c>, <c>staff</c> or <c>integration-user</c>.</param>
/// <param name="Id">An e-mail address; an integration user's name.</param>
/// <param name="Customer">The slug of an integration user's customer; null for people.</param>
public sealed record Subject(string Type, string Id, string? Customer = null)
{
    /// <summary>A user, by e-mail address.</summary>
    public static Subject User(string email) => new("user", email);

    /// <summary>A member of the vendor's staff, by e-mail address.</summary>
    public static Subject Staff(string email) => new("staff", email);

    /// <summary>An integration user, by its name in its customer.</summary>
    public static Subject IntegrationUser(string name, string customer) => new("integration-user", name, customer);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("subject");
        json.WriteString("type", Type);
        json.WriteString("id", Id);
        if (Customer is not null)
        {
            json.WriteStartObject("properties");
            json.WriteString("customer", Customer);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

/// <summary>What would be acted on.</summary>
/// <param name="Type">The kind of thing, a word of the table of roles: <c>app</c>, <c>team</c>, <c>call</c>.</param>
/// <param name="Id">The thing's own id; the customer's slug for the permission there at all.</param>
/// <param name="Customer">The slug of the customer it belongs to; null: it is of the platform.</param>
/// <param name="Tenant">The slug of the tenant it is about; null: any that the subject reaches.</param>
/// <param name="Team">The slug of the team it is about; null: any that the subject's level includes.</param>
public sealed record Resource(string Type, string Id, string? Customer, string? Tenant = null, string? Team = null)
{
    /// <summary>A permission in a customer at all, about no thing in particular.</summary>
    public static Resource Anywhere(string type, string customer) => new(type, customer, customer);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("resource");
        json.WriteString("type", Type);
        json.WriteString("id", Id);
        json.WriteStartObject("properties");
        if (Customer is not null) json.WriteString("customer", Customer);
        if (Tenant is not null) json.WriteString("tenant", Tenant);
        if (Team is not null) json.WriteString("team", Team);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Whether somebody may do something.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Action">The action, a word of the table of roles: <c>configure</c>, <c>view</c>.</param>
/// <param name="Resource">On what.</param>
public sealed record Question(Subject Subject, string Action, Resource Resource)
{
    internal void Write(Utf8JsonWriter json)
    {
        Subject.Write(json);
        WriteAction(json, Action);
        Resource.Write(json);
    }

    internal static void WriteAction(Utf8JsonWriter json, string action)
    {
        json.WriteStartObject("action");
        json.WriteString("name", action);
        json.WriteEndObject();
    }
}
