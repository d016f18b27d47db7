namespace Usher.Web.Demo;

/// <summary>A clock that is set while the demo is made, and runs once that is done.</summary>
public sealed class MovableClock : TimeProvider
{
    private DateTimeOffset? _stands;

    /// <summary>Puts the clock; it never goes back while it is stopped.</summary>
    public void MoveTo(DateTimeOffset at) => _stands = _stands is { } now && now > at ? now : at;

    /// <summary>Puts the clock back: another customer's log begins.</summary>
    public void Rewind(DateTimeOffset to) => _stands = to;

    /// <summary>Lets it run from the real time.</summary>
    public void Run() => _stands = null;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        _stands is { } at ? (_stands = at + TimeSpan.FromMilliseconds(1)).Value : System.GetUtcNow();
}
