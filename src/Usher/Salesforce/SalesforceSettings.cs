using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Usher.Salesforce;

/// <summary>How Usher signs in to Salesforce: as a connected app, by its secret (client credentials) or by a signed statement (JWT bearer).</summary>
/// <param name="Url">The organization's own address (My Domain), such as <c>https://acme.my.salesforce.com</c>.</param>
/// <param name="ClientId">The connected app's consumer key.</param>
public sealed record SalesforceSettings(Uri Url, string ClientId)
{
    /// <summary>The connected app's secret; null: it signs instead.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The private key whose certificate the connected app has, as PEM; null: it has a secret instead.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The user it acts as, by their name there; needed with <see cref="PrivateKey"/>.</summary>
    public string? User { get; init; }

    /// <summary>
    /// Reads <c>Salesforce__Url</c>, <c>Salesforce__ClientId</c>, and <c>Salesforce__ClientSecret</c> or <c>Salesforce__KeyFile</c> with
    /// <c>Salesforce__User</c>; null when there is no address.
    /// </summary>
    /// <exception cref="InvalidDataException">One of them lacks, or cannot be understood.</exception>
    public static SalesforceSettings? Read(IConfiguration configuration)
    {
        if (configuration["Salesforce:Url"] is not { Length: > 0 } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0)
            throw new InvalidDataException("Salesforce__Url is not an address: write it like https://acme.my.salesforce.com.");
        var id = configuration["Salesforce:ClientId"] is { Length: > 0 } given
            ? given
            : throw new InvalidDataException("Salesforce__Url is set, but Salesforce__ClientId is not.");
        var (secret, file, user) = (configuration["Salesforce:ClientSecret"], configuration["Salesforce:KeyFile"], configuration["Salesforce:User"]);
        if (string.IsNullOrEmpty(secret) == string.IsNullOrEmpty(file))
            throw new InvalidDataException("Set either Salesforce__ClientSecret or Salesforce__KeyFile.");
        if (!string.IsNullOrEmpty(secret)) return new(url, id) { ClientSecret = secret };
        if (string.IsNullOrEmpty(user)) throw new InvalidDataException("Salesforce__KeyFile is set, but Salesforce__User is not.");
        return new(url, id) { PrivateKey = Pem(file!), User = user };
    }

    /// <summary>The address alone: secrets go into no log.</summary>
    public override string ToString() => Url.Host;

    private static string Pem(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return pem;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new InvalidDataException("Salesforce__KeyFile must be a file with an RSA private key as PEM.", fault);
        }
    }
}
