using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// People who ask for a link to choose a new password. Asking takes the same for every address and looks nothing up, so that nobody learns who has an account;
/// whether there is such a person is looked at afterwards, beside the requests.
/// </summary>
public sealed class ForgottenPasswords(Store store, Gate gate, TimeProvider clock, ILogger<ForgottenPasswords> log)
{
    private const int MostWaiting = 1_000;

    private readonly Tries _asked = new();
    private readonly System.Threading.Channels.Channel<string> _waiting = System.Threading.Channels.Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes note that a link is asked for. An address is written to no more often than it may try passwords.</summary>
    /// <returns>The refusal of what is no address at all; null otherwise, whoever has it.</returns>
    public Refusal? Ask(string? email)
    {
        if (Inputs.Email(email) is not { } name) return new Invalid("/email", Inputs.EmailSentence);
        if (_asked.Begin(name, clock.GetUtcNow())) _waiting.Writer.TryWrite(name);
        return null;
    }

    /// <summary>Sends links until it is told to stop.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop)) await Work(stop);
        }
        catch (OperationCanceledException)
        {
            // Whoever still waits asks again.
        }
    }

    /// <summary>Sends the links that are asked for now.</summary>
    public async Task Work(CancellationToken ct)
    {
        while (_waiting.Reader.TryRead(out var name))
        {
            try
            {
                await Send(name, ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                // One that cannot be sent keeps nobody else waiting; whoever asked asks again.
                log.LogWarning("A link to a new password was not sent ({Fault}).", fault.GetType().Name);
            }
        }
    }

    private async Task Send(string name, CancellationToken ct)
    {
        Account? account;
        Membership? place;
        await using (var db = store.Context(Guid.Empty)) (account, place) = await Membership.OfAddress(db, name, ct);
        if (place is null) return;
        await gate.Effect(place.Customer, "AskForPasswordLink", Section.Connect, work =>
        {
            work.Concerns(place.Id);
            work.Enqueue(new InvitePerson(account!.Id, place.Customer, Forgotten: true));
            return Task.FromResult(true);
        }, ct);
    }
}
