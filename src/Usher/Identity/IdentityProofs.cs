using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Codes that people enter to prove a Slack or recorder identity: whoever tries many has ten, and then one in a minute, right or wrong.
/// </summary>
public sealed class IdentityProofs(Gate gate, TimeProvider clock)
{
    private readonly Allowance _tried = new(10, TimeSpan.FromMinutes(1));

    /// <summary>What a code proves.</summary>
    /// <param name="caller">Who enters it.</param>
    /// <param name="code">The code.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What it proves; <see cref="TooManyAttempts"/>, whatever the code.</returns>
    public Task<Outcome<IdentityProved>> Look(Caller caller, string code, CancellationToken ct) => Try(caller, () => gate.Run(caller, new LookAtIdentityCode(code), ct));

    /// <summary>Links what a code proves to the caller.</summary>
    /// <param name="caller">Who enters it.</param>
    /// <param name="code">The code.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What is linked; <see cref="TooManyAttempts"/>, whatever the code.</returns>
    public Task<Outcome<IdentityProved>> Prove(Caller caller, string code, CancellationToken ct) => Try(caller, () => gate.Run(caller, new ProveIdentity(code), ct));

    private async Task<Outcome<IdentityProved>> Try(Caller caller, Func<Task<Outcome<IdentityProved>>> proof) =>
        _tried.Take($"{caller.Customer} {caller.Id}", clock.GetUtcNow()) is { } wait ? new TooManyAttempts(wait) : await proof();
}
