using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Sets pictures of apps: decided first, so that nobody else's file is read; drawn again outside the gate, one after the other; decided
/// again and stored.
/// </summary>
public sealed class AppPictures(Gate gate, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sets a picture of an app of the catalogue.</summary>
    public Task<Outcome<Nothing>> SetInCatalogue(Caller caller, string app, int number, string? alt, byte[] file, CancellationToken ct) =>
        Set(ct => gate.Run(caller, new MaySetCataloguePicture(app, number, alt), ct), file,
            drawn => gate.Run(caller, new SetCataloguePicture(app, number, alt, drawn)), ct);

    /// <summary>Sets a picture of a customer's own app.</summary>
    public Task<Outcome<Nothing>> SetOwn(Caller caller, string app, int number, string? alt, byte[] file, CancellationToken ct) =>
        Set(ct => gate.Run(caller, new MaySetOwnPicture(app, number, alt), ct), file,
            drawn => gate.Run(caller, new SetOwnPicture(app, number, alt, drawn)), ct);

    private Task<Outcome<Nothing>> Set(
        Func<CancellationToken, Task<Outcome<Nothing>>> decide, byte[] file, Func<Drawn, Task<Outcome<Nothing>>> store, CancellationToken ct) =>
        new Steps<Nothing, Drawn, Nothing>
        {
            Decide = decide,
            Call = (_, ct) => Drawing.InTurn(file, null, ct),
            Store = (_, drawn) => store(drawn),
            Undo = null,
            Within = Patience,
            Late = new TookTooLong("Reading the picture"),
        }.Run(clock, ct);
}
