using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Usher.Marketplace;

/// <summary>
/// What somebody enters as an app's configuration. Neither a value nor a hash that could be guessed from goes into what is kept of the
/// request.
/// </summary>
/// <param name="Values">The whole configuration, its secrets apart.</param>
/// <param name="Secrets">The secrets that are replaced or cleared, by JSON pointer; what is not named stays.</param>
/// <param name="Accepted">Members whose value looks like a secret and is meant to be shown, as JSON pointers.</param>
/// <param name="Digest">A keyed hash of all of it, that tells the same request from another.</param>
public sealed record GivenConfiguration(
    [property: JsonIgnore] JsonObject Values, [property: JsonIgnore] IReadOnlyDictionary<string, GivenSecret?> Secrets,
    [property: JsonIgnore] IReadOnlyList<string> Accepted, string Digest)
{
    /// <summary>The secrets that are entered, by JSON pointer; those that are cleared are none.</summary>
    [JsonIgnore]
    internal IEnumerable<KeyValuePair<string, GivenSecret>> Entered =>
        Secrets.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value!));

    /// <inheritdoc/>
    public override string ToString() => Digest;
}

/// <summary>A secret that is entered.</summary>
/// <param name="Value">As it was typed.</param>
/// <param name="Sealed">The same, sealed: what is stored.</param>
public sealed record GivenSecret(string Value, string Sealed)
{
    /// <inheritdoc/>
    public override string ToString() => "secret";
}
