namespace Signage;

/// <summary>What Signage has to know of Usher: the section <c>Signage</c> of its configuration.</summary>
public sealed class SignageOptions
{
    /// <summary>Where Usher is.</summary>
    public Uri Usher { get; set; } = new("http://127.0.0.1:5080");

    /// <summary>The customer that this Signage serves, by slug.</summary>
    public string Customer { get; set; } = "";

    /// <summary>The key of an integration user with <c>decision/ask</c>, by which Signage asks before each act. A secret.</summary>
    public string DecisionKey { get; set; } = "";

    /// <summary>The key of Signage's own integration user, by which it reads its configuration. A secret.</summary>
    public string AppKey { get; set; } = "";

    /// <summary>The secret of its webhook, as Usher showed it. A secret.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>
    /// Whether whoever opens it on this machine says who they are, to try things out. Otherwise the proxy in front signs people in, and
    /// says who it is in <c>X-Forwarded-Email</c>.
    /// </summary>
    public bool TakesAnyonesWord { get; set; }
}
