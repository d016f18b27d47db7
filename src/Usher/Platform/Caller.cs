using Usher.Access;

namespace Usher.Platform;

/// <summary>Which door a request came through.</summary>
public enum Door
{
    /// <summary>A browser's session.</summary>
    Console,

    /// <summary>A key over HTTP.</summary>
    Api,

    /// <summary>The command line on the host.</summary>
    CommandLine,

    /// <summary>Slack.</summary>
    Slack,

    /// <summary>A link in an e-mail.</summary>
    Mail,

    /// <summary>A job.</summary>
    Job,
}

/// <summary>Who knocks, through which door: proved by the door, not yet resolved to an <see cref="Actor"/>.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Id">The id of the user, staff account, integration user or platform key; the empty id for the Platform Team.</param>
/// <param name="Customer">The customer the request is in; the empty id: the platform.</param>
/// <param name="Door">The door.</param>
public sealed record Caller(ActorKind Kind, Guid Id, Guid Customer, Door Door)
{
    /// <summary>The own customer of a user or integration user; the empty id for others.</summary>
    public Guid Home { get; init; } = Kind is ActorKind.User or ActorKind.IntegrationUser ? Customer : Guid.Empty;

    /// <summary>The key that was shown; null for a session or the command line.</summary>
    public Guid? Key { get; init; }

    /// <summary>The browser's session; null for a key or the command line.</summary>
    public Guid? Session { get; init; }

    /// <summary>What the key narrows its holder to; null: nothing.</summary>
    public PermissionSet? Limit { get; init; }

    /// <summary>Why (rule 24); null: no note was given.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// A key that the caller chooses for this request: a repeat with the same key gets the same answer and is not done again.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The revision the caller saw of what they edit (If-Match); null: they did not say.</summary>
    public int? IfMatch { get; init; }

    /// <summary>The token of the preview that this confirms: done only if it still flips the same; null: it confirms none.</summary>
    public PreviewToken? Confirms { get; init; }

    /// <summary>Only what it would flip is asked for: nothing is kept, and nobody is notified.</summary>
    internal bool IsPreview { get; init; }

    /// <summary>The order of names in the language they read; null: none is known.</summary>
    public ReaderOrder? Reads { get; init; }

    /// <summary>The job this request carries out: finished in the same transaction; null: none.</summary>
    public Jobs.JobLease? Finishes { get; init; }

    /// <summary>
    /// Whether a customer's own user or machine knocks at another customer: to them it is not there, and nothing of it is touched.
    /// </summary>
    public bool IsAbroad => Home != Guid.Empty && Home != Customer;

    /// <summary>The trace this request belongs to.</summary>
    public string? RequestId { get; init; }

    /// <summary>The Platform Team, at the command line, in one customer or (the empty id) on the platform.</summary>
    public static Caller PlatformTeam(Guid customer) => new(ActorKind.PlatformTeam, Guid.Empty, customer, Door.CommandLine);
}
