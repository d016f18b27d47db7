using System.Globalization;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Mail;

/// <summary>
/// The links that turn off one kind of e-mail without signing in (RFC 8058). A link holds who it was sent to, in which customer, and the
/// topic: sealed, without a name or an address. It opens nothing else.
/// </summary>
public sealed class MailLinks(Gate gate, PublicAddress console, TimeProvider clock)
{
    /// <summary>For how long after its e-mail a link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private const string Purpose = "mail";
    private const int Longest = 500;

    private static readonly PermissionSet Own = default(PermissionSet).With(Permission.ProfileEdit);

    private readonly Lazy<Cursors> _seal = new(() => new(gate.Heads.Secret("mail links")));

    /// <summary>The address that turns off e-mails of a topic; null where people reach the server nobody said.</summary>
    internal string? Address(Guid customer, Guid reader, MailTopic topic, DateTimeOffset now) => console.IsSet
        ? $"{console.Base}/unsubscribe/{_seal.Value.Write(Purpose, new($"{customer:N}{(int)topic}", reader, (now + Life).ToUnixTimeSeconds()))}"
        : null;

    /// <summary>Whose e-mails a link turns off; null when it is none, of another server, or too old.</summary>
    public MailLink? Read(string? link)
    {
        if (link is not { Length: > 0 and <= Longest } || _seal.Value.Read(Purpose, link) is not { Key.Length: > 32 } read) return null;
        if (read.Begun <= clock.GetUtcNow().ToUnixTimeSeconds() || !Guid.TryParseExact(read.Key[..32], "N", out var customer)) return null;
        if (!int.TryParse(read.Key[32..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var kind = customer == Guid.Empty ? ActorKind.Staff : ActorKind.User;
        return Enum.IsDefined((MailTopic)number)
            ? new(new Caller(kind, read.Id, customer, Door.Mail) { Limit = Own }, (MailTopic)number)
            : null;
    }
}

/// <summary>What a link in an e-mail is for.</summary>
/// <param name="Caller">Who it was sent to; they can choose their notifications by it, and nothing else.</param>
/// <param name="Topic">Which e-mails it turns off.</param>
public sealed record MailLink(Caller Caller, MailTopic Topic);

/// <summary>The link is none, or works no longer: which of these, and whose it was, is not said.</summary>
public sealed record MailLinkNotValid()
    : Refusal("This link doesn’t work, or no longer does. You can choose in your profile which e-mails you get.");
