using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>What came of asking an address.</summary>
/// <param name="Member">Where it is in the configuration, as a JSON pointer.</param>
/// <param name="Host">Its host.</param>
/// <param name="Answers">Whether a server answers there.</param>
/// <param name="Sentence">What came of it, in words.</param>
public sealed record TestedAddress(string Member, string Host, bool Answers, string Sentence);

/// <summary>
/// Tests whether the hosts of an app's configuration answer, as it is entered and before it is saved. No secret is sent, and nothing of what
/// they answer is shown but the status: who configures learns no more of a host than anybody may.
/// </summary>
public sealed class ConnectionTests(Gate gate, OutboundHosts hosts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client = hosts.Client();

    /// <summary>Asks each address once.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="app">The app, by slug.</param>
    /// <param name="tenant">The tenant, by slug.</param>
    /// <param name="values">What is entered, its secrets apart.</param>
    /// <param name="ct">The caller left.</param>
    public Task<Outcome<IReadOnlyList<TestedAddress>>> Test(Caller caller, string app, string tenant, JsonElement values, CancellationToken ct)
    {
        var asked = new ListEnteredAddresses(app, tenant, values);
        return new Steps<IReadOnlyList<EnteredAddress>, IReadOnlyList<TestedAddress>, IReadOnlyList<TestedAddress>>
        {
            Decide = ct => gate.Run(caller, asked, ct),
            Call = async (addresses, ct) => await Task.WhenAll(addresses.Select(one => Ask(one, ct))),
            Store = async (_, tested) => await gate.Run(caller, asked, CancellationToken.None) is { Refused: { } no } ? no
                : Outcome<IReadOnlyList<TestedAddress>>.Done(tested),
            Undo = null,
            Within = Patience,
            Late = new TookTooLong("The test"),
        }.Run(clock, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<TestedAddress> Ask(EnteredAddress one, CancellationToken ct)
    {
        if (await hosts.Refuse(one.Address, ct) is { } refusal)
            return Of(one, answers: false, refusal is HostNotAllowed ? refusal.Sentence : "There is no host of this name.");
        try
        {
            using var limit = new CancellationTokenSource(Each, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
            using var answer = await _client.GetAsync(one.Address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Of(one, answers: true, string.Create(CultureInfo.InvariantCulture, $"It answers, with status {(int)answer.StatusCode}."));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Of(one, answers: false, "It took too long to answer.");
        }
        catch (HttpRequestException fault)
        {
            return Of(one, answers: false, fault.HttpRequestError == HttpRequestError.SecureConnectionError
                ? "Its certificate is not valid."
                : HostRefused.Is(fault) ? new HostNotAllowed().Sentence : "It can’t be reached.");
        }
    }

    private static TestedAddress Of(EnteredAddress one, bool answers, string sentence) => new(one.Member, one.Address.IdnHost, answers, sentence);
}
