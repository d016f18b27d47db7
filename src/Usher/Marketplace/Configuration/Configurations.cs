using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>A secret of an app's configuration as somebody enters it. What is not named stays.</summary>
/// <param name="Member">Which, as a JSON pointer.</param>
/// <param name="Value">Replaces it by this; null: it is cleared.</param>
public sealed record SecretEntry(string Member, string? Value = null);

/// <summary>
/// Takes what people enter as an app's configuration: secrets are sealed before the gate is asked, so that one is in clear nowhere behind
/// it.
/// </summary>
/// <param name="gate">Decides, and knows which members are secrets.</param>
/// <param name="protection">Keeps the keys that seal, outside the database.</param>
public sealed class Configurations(Gate gate, IDataProtectionProvider protection)
{
    private const int LongestSecret = 4_096;
    private const int MostSecrets = 50;

    /// <summary>What stands in forms in the place of a secret.</summary>
    private const string Mask = "•●∙·*";

    private readonly Seal _seal = new(protection, "Usher.App.Secret");
    private readonly Seal _tokens = ConnectionTokens.Seal(protection);

    /// <summary>Configures an app in a tenant.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="app">The app, by slug.</param>
    /// <param name="tenant">The tenant, by slug.</param>
    /// <param name="values">The whole configuration, its secrets apart.</param>
    /// <param name="secrets">Those secrets that are replaced or cleared.</param>
    /// <param name="accepted">Members whose value looks like a secret and is meant to be shown.</param>
    public async Task<Outcome<Nothing>> Configure(Caller caller, string app, string tenant, JsonElement values,
        IReadOnlyList<SecretEntry>? secrets = null, IReadOnlyList<string>? accepted = null)
    {
        // Bound to where it is: a row that is moved to another customer, tenant, app or member opens to nothing.
        string[] here = [caller.Customer.ToString(), tenant, app];
        var given = new Dictionary<string, GivenSecret?>(StringComparer.Ordinal);
        var fault = AppDocument.Fault(values) is { } wrong ? new Invalid("/values" + wrong.Pointer, wrong.Sentence) : null;
        foreach (var (i, secret) in (secrets ?? []).Index())
        {
            if (i >= MostSecrets || !AppDocument.IsPointer(secret.Member) || given.ContainsKey(secret.Member))
                fault ??= new Invalid($"/secrets/{i}/member", "Name each secret once, by JSON pointer.");
            else if (secret.Value is { } value && (value.Length is 0 or > LongestSecret || value.Any(char.IsControl)))
                fault ??= new Invalid($"/secrets/{i}/value", $"Enter 1 to {LongestSecret:N0} characters on one line.");
            else if (secret.Value?.All(Mask.Contains) == true)
                fault ??= new Invalid($"/secrets/{i}/value", "This is a mask, not a secret. Leave the secret out to keep it.");
            else given[secret.Member] = secret.Value is null ? null : new(secret.Value, _seal.Close(secret.Value, [.. here, secret.Member]));
        }

        var digest = HMACSHA256.HashData(gate.Heads.Secret("settings"), Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(new { values = values.GetRawText(), secrets, accepted })));
        return await gate.Run(caller, new ConfigureApp(app, tenant, new(
            fault is null ? JsonObject.Create(values)! : [], given, accepted ?? [], Convert.ToHexStringLower(digest)), fault));
    }

    /// <summary>An app's configuration in a tenant, secrets included, for its own integration user.</summary>
    /// <param name="caller">The integration user.</param>
    /// <param name="tenant">The tenant, by slug.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Outcome<OpenConfiguration>> Read(Caller caller, string tenant, CancellationToken ct = default)
    {
        var read = await gate.Run(caller, new ReadAppConfiguration(tenant), ct);
        if (read.Refused is { } refused) return refused;
        var stored = read.Value!;
        foreach (var (member, text) in stored.Secrets)
        {
            if (Open(caller.Customer, stored.Tenant.Slug, stored.App, member, text) is not { } secret) return new SecretUnreadable(member);
            AppDocument.Set(stored.Values, member, secret);
        }

        return new OpenConfiguration(stored.App, stored.Tenant, stored.Version, stored.Values, stored.Connection?.Open(_tokens), stored.Revision);
    }

    /// <summary>A stored secret in clear; null: it cannot be opened any more.</summary>
    internal string? Open(Guid customer, string tenant, string app, string member, string text) =>
        _seal.TryOpen(text, customer.ToString(), tenant, app, member);
}
