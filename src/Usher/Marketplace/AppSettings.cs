using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Takes what people set of an app: sealed before the gate is asked, so that a secret is in clear nowhere behind it.</summary>
/// <param name="gate">Decides, and knows which settings are secrets.</param>
/// <param name="protection">Keeps the keys that seal, outside the database.</param>
public sealed class AppSettings(Gate gate, IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Usher.App.Secret");

    /// <summary>Configures an app in a tenant.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="app">The app, by slug.</param>
    /// <param name="tenant">The tenant, by slug.</param>
    /// <param name="given">Names and values; a value that is null is removed, what is not named stays.</param>
    public Task<Outcome<Nothing>> Configure(Caller caller, string app, string tenant, IEnumerable<(string Name, string? Value)> given)
    {
        // Bound to where it is: a row that is moved to another customer, tenant, app or setting opens to nothing.
        var here = _seal.CreateProtector(caller.Customer.ToString(), tenant, app);
        var key = gate.Heads.Secret("settings");
        return gate.Run(caller, new ActivateApp(app, tenant, [.. given.Select(one => new Setting(
            one.Name, one.Value, one.Value is null ? null : here.CreateProtector(one.Name).Protect(one.Value),
            Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{one.Name}\0{one.Value}")))))]));
    }
}
