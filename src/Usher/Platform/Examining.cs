using Usher.Data;

namespace Usher.Platform;

/// <summary>The state of a thing that was looked at.</summary>
public enum Standing
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing; nothing has to be done.</summary>
    Note,

    /// <summary>Weaker than it should be: to be mended soon. The server does its work.</summary>
    Warn,

    /// <summary>Unsafe, unreachable or broken.</summary>
    Bad,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Standing">Its state.</param>
/// <param name="Text">The facts, and when it is not good what to do; never a key or a password.</param>
public sealed record Finding(string Name, Standing Standing, string Text);

/// <summary>
/// What a room says of itself to <c>usher doctor</c>, once the database is there with the schema of this build. It changes nothing.
/// </summary>
public interface IExamine
{
    /// <summary>Where its lines are among the others: what everything else depends on has the lowest number.</summary>
    int Order { get; }

    /// <summary>Looks; a small query or two.</summary>
    /// <param name="store">The database.</param>
    /// <param name="db">A context that sees every customer's rows once query filters are ignored.</param>
    /// <param name="clock">The time of this host.</param>
    /// <param name="ct">Ends it.</param>
    Task<IEnumerable<Finding>> Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct);
}
