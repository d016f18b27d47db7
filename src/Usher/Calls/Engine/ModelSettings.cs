using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Usher.Calls.Engine;

/// <summary>A model that speaks the OpenAI protocol: hosted, or one on this machine.</summary>
/// <param name="Endpoint">Its base address, like <c>http://127.0.0.1:11434/v1</c>. The operator chose it: any host is allowed.</param>
/// <param name="Key">Its key; null: it asks for none.</param>
/// <param name="Name">The model's name, which readers are shown.</param>
public sealed record ModelSettings(Uri Endpoint, string? Key, string Name)
{
    /// <summary>How long one answer may take before the offline engine serves.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Reads <c>Models__Endpoint</c>, <c>Models__Key</c>, <c>Models__Name</c> and <c>Models__Patience</c> (seconds, 1 to 600); null when
    /// there is no endpoint.
    /// </summary>
    /// <exception cref="InvalidDataException">The endpoint is no address, no model is named, or the patience is no such number.</exception>
    public static ModelSettings? Read(IConfiguration configuration)
    {
        if (configuration["Models:Endpoint"] is not { Length: > 0 } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new InvalidDataException("Models__Endpoint is not an address: write it like https://models.example/v1.");
        var seconds = 20;
        if (configuration["Models:Patience"] is { Length: > 0 } patience
            && (!int.TryParse(patience, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is < 1 or > 600))
            throw new InvalidDataException("Models__Patience must be a number of seconds from 1 to 600.");
        return new(
            endpoint,
            configuration["Models:Key"] is { Length: > 0 } key ? key : null,
            configuration["Models:Name"] is { Length: > 0 } name
                ? name
                : throw new InvalidDataException("Models__Endpoint is set, but Models__Name is not."))
        {
            Patience = TimeSpan.FromSeconds(seconds),
        };
    }

    /// <summary>The name alone: the key goes into no log.</summary>
    public override string ToString() => Name;
}
