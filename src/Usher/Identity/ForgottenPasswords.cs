using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// People who ask for a link to choose a new password. Asking takes the same for every address and looks nothing up, so that nobody learns
/// who has an account; whether there is such a person is looked at afterwards, beside the requests.
/// </summary>
public sealed class ForgottenPasswords(Store store, Gate gate, TimeProvider clock, ILogger<ForgottenPasswords> log)
{
    private const int MostWaiting = 1_000;

    private readonly Tries _asked = new(free: 3);

    /// <summary>However many ask from however many sources, nobody's mailbox gets more.</summary>
    private readonly Allowance _addresses = new(20, TimeSpan.FromMinutes(3));

    /// <summary>Whoever asks for many addresses from one source has 20, and then one in a minute.</summary>
    private readonly Allowance _sources = new(20, TimeSpan.FromMinutes(1));

    private readonly System.Threading.Channels.Channel<string> _waiting =
        System.Threading.Channels.Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode =
            BoundedChannelFullMode.DropWrite });

    /// <summary>Notes that a link is asked for.</summary>
    /// <param name="email">The address that it goes to, if it has an account.</param>
    /// <param name="source">Where it is asked for.</param>
    /// <returns>The refusal of what is no address at all; <see cref="TooManyAttempts"/>; null otherwise, whoever has the address.</returns>
    public Refusal? Ask(string? email, Source source)
    {
        if (Inputs.Email(email) is not { } name) return new Invalid("/email", Inputs.EmailSentence);
        var now = clock.GetUtcNow();
        if (_asked.Begin(source, name, now) is { } wait) return new TooManyAttempts(wait);
        if (_sources.Take(source.Name, now) is { } longer)
        {
            _asked.Undo(source, name);
            return new TooManyAttempts(longer);
        }

        if (_addresses.Take(name, now) is null) _waiting.Writer.TryWrite(name);
        return null;
    }

    /// <summary>Sends links until it is stopped.</summary>
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
                log.LogWarning("A password reset link was not sent ({Fault}).", fault.GetType().Name);
            }
        }
    }

    private async Task Send(string name, CancellationToken ct)
    {
        Account? account;
        Membership? place;
        await using (var db = store.Context(Guid.Empty)) (account, place, _) = await Membership.OfAddress(db, name, ct);
        if (place is null) return;
        await gate.Effect(place.Customer, "AskForPasswordLink", Section.Connect, work =>
        {
            work.Concerns(place.Id);
            work.Publish(new InvitePerson(account!.Id, place.Customer, Forgotten: true));
            return Task.FromResult(true);
        }, ct);
    }
}
