using System.Globalization;
using Usher.Access;

namespace Usher.Marketplace;

/// <summary>Tokens as a provider gave them. Never logged, never in an exception.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token; null: it gave none.</param>
/// <param name="At">When they were asked for: their life counts from then.</param>
/// <param name="Life">How long the access token is good; null: it does not say.</param>
/// <param name="Scopes">What it gave, separated by spaces; null: what was asked for.</param>
internal sealed record ProviderTokens(string Access, string? Refresh, DateTimeOffset At, TimeSpan? Life, string? Scopes)
{
    /// <inheritdoc/>
    public override string ToString() => "tokens";
}

/// <summary>What a provider answered: tokens, a refusal of its own, or nothing that can be used at the moment.</summary>
internal sealed record ProviderAnswer
{
    /// <summary>The tokens; null: there are none.</summary>
    public ProviderTokens? Tokens { get; init; }

    /// <summary>Why there are none, as a code; null: there are.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether what was shown to it is good no longer (RFC 6749, 5.2: <c>invalid_grant</c>): trying again is of no use.</summary>
    public bool IsEnded => Reason == ProviderReason.InvalidGrant;

    /// <summary>How long it asks to wait; null: it does not say.</summary>
    public TimeSpan? After { get; init; }
}

/// <summary>Why a provider gave no tokens: its own code, or what was in the way.</summary>
internal static class ProviderReason
{
    public const string InvalidGrant = "invalid_grant";
    public const string Slow = "slow";
    public const string Unreachable = "unreachable";
    public const string Host = "host-refused";
    public const string Redirect = "redirect";
    public const string Unreadable = "unreadable";
    public const string TooLarge = "too-large";
    public const string Status = "http-";
    public const string Secret = "secret-unreadable";

    private const int Longest = 60;

    /// <summary>A code that came from outside, as it can be kept and shown; anything else is unreadable.</summary>
    public static string Code(string? given) =>
        given is { Length: >= 1 and <= Longest } && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? given : Unreadable;

    /// <summary>What is wrong, in words.</summary>
    public static string Sentence(string provider, string reason) => reason switch
    {
        InvalidGrant => $"{provider} no longer accepts the sign-in.",
        Slow or Unreachable => $"{provider} doesn’t answer.",
        Host => $"The host of {provider} is in a private address range, which the operator has not allowed.",
        Redirect or Unreadable or TooLarge => $"{provider} didn’t answer as OAuth describes ({reason}).",
        Secret => "The app’s client secret can’t be opened any more. Whoever publishes the app has to enter it again.",
        "invalid_client" or "unauthorized_client" =>
            $"{provider} doesn’t accept the app’s client id or secret. Whoever publishes the app has to correct it.",
        _ when reason.StartsWith(Status, StringComparison.Ordinal) =>
            string.Create(CultureInfo.InvariantCulture, $"{provider} answered with status {reason[Status.Length..]}."),
        _ => $"{provider} refused ({reason}).",
    };
}

/// <summary>Whoever came back was not sent from here, or not by this person in this session, or too long ago, or before.</summary>
public sealed record ConnectionNotStarted() : Refusal(
    "This sign-in can’t be used: it was started more than ten minutes ago, was used before, or belongs to another session. See on the app’s page whether it is connected, and connect again from there if it isn’t.");

/// <summary>The person, or the provider, declined.</summary>
/// <param name="Provider">What people know it as.</param>
public sealed record ConnectionDeclined(string Provider) : Refusal($"Access was declined at {Provider}. Nothing was changed.");

/// <summary>Another provider answered than the one that was asked (RFC 9207).</summary>
/// <param name="Provider">What people know the one that was asked as.</param>
public sealed record WrongIssuer(string Provider)
    : Refusal($"The answer didn’t come from {Provider}. Nothing was changed. If this happens again, tell whoever publishes the app.");

/// <summary>The provider gave no tokens.</summary>
/// <param name="Sentence">What is wrong.</param>
public sealed record ProviderGaveNothing(string Sentence) : Refusal($"{Sentence} Nothing was changed. Connect again in a moment.");

/// <summary>Only a person connects an app, in the console: they sign in at the provider.</summary>
public sealed record OnlyInConsole() : Refusal("Connect the app in the console: you sign in at the provider, which a key can’t.");

/// <summary>The app's version changed on the way.</summary>
/// <param name="App">The app's name.</param>
public sealed record ProviderChanged(string App) : Refusal($"A new version of {App} connects elsewhere. Connect again.");
