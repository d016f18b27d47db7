namespace Usher.Platform;

/// <summary>Where people reach the server, for links in e-mails and for what brings them back from elsewhere.</summary>
/// <param name="set">What the operator said: scheme, host and port, without a slash at the end; null: nothing.</param>
/// <param name="listens">Where the server listens; null, or while it does not yet: on this machine.</param>
public sealed class PublicAddress(string? set, Func<string?>? listens = null)
{
    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Base => set ?? listens?.Invoke()?.TrimEnd('/') ?? "http://127.0.0.1:5070";

    /// <summary>Whether the operator said so; otherwise it is a guess, good for what makes no sense without a link.</summary>
    public bool IsSet => set is not null;
}
