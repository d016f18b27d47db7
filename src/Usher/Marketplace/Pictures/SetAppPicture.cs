using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Puts a picture on an app's page, in place of the one that is there, or removes it.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Number">Its number on the page.</param>
/// <param name="Alt">What is to be seen; null with no picture.</param>
/// <param name="Picture">The picture; null: there is to be none.</param>
public abstract record AppPictureChange(string App, int Number, string? Alt, [property: JsonIgnore] Drawn? Picture) : Change<App, Nothing>
{
    /// <summary>Its bytes, as far as they make one input another.</summary>
    public string? Hash => Picture?.Hash;

    /// <inheritdoc/>
    public override Task<Found<App>?> Find(Work work) => OneApp.PublishedHere(work, App);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, App found) => Task.FromResult(PicturedApp.Fault(Number, Picture is null ? "-" : Alt));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, App found)
    {
        var row = await work.Db.Set<AppPicture>().FirstOrDefaultAsync(p => p.AppId == found.Id && p.Number == Number);
        if (Picture is not { } drawn)
        {
            if (row is not null) work.Db.Remove(row);
            return Nothing.Value;
        }

        var alt = Inputs.Text(Alt)!;
        if (row is null)
        {
            work.Db.Add(new AppPicture
            {
                AppId = found.Id, Number = Number, Alt = alt, Width = drawn.Width, Height = drawn.Height, Hash = drawn.Hash, Bytes = drawn.Bytes,
            });
            return Nothing.Value;
        }

        (row.Alt, row.Width, row.Height, row.Hash, row.Bytes) = (alt, drawn.Width, drawn.Height, drawn.Hash, drawn.Bytes);
        return Nothing.Value;
    }
}

/// <summary>Puts a picture on the page of an app of the catalogue, or removes it.</summary>
/// <inheritdoc cref="AppPictureChange"/>
public sealed record SetCataloguePicture(string App, int Number, string? Alt, Drawn? Picture) : AppPictureChange(App, Number, Alt, Picture)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublish;
}

/// <summary>Puts a picture on the page of a customer's own app, or removes it.</summary>
/// <inheritdoc cref="AppPictureChange"/>
public sealed record SetOwnPicture(string App, int Number, string? Alt, Drawn? Picture) : AppPictureChange(App, Number, Alt, Picture)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublishOwn;
}

/// <summary>Whether the caller may put a picture on an app's page: asked before a stranger's file is read.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Number">Its number on the page.</param>
/// <param name="Alt">What is to be seen.</param>
public abstract record PictureQuestion(string App, int Number, string? Alt) : Query<App, Nothing>
{
    /// <inheritdoc/>
    public override Task<Found<App>?> Find(Work work) => OneApp.PublishedHere(work, App);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, App found) => Task.FromResult(PicturedApp.Fault(Number, Alt));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, App found) => Task.FromResult(Nothing.Value);
}

/// <summary>Whether the caller may put a picture on the page of an app of the catalogue.</summary>
/// <inheritdoc cref="PictureQuestion"/>
public sealed record MaySetCataloguePicture(string App, int Number, string? Alt) : PictureQuestion(App, Number, Alt)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublish;
}

/// <summary>Whether the caller may put a picture on the page of a customer's own app.</summary>
/// <inheritdoc cref="PictureQuestion"/>
public sealed record MaySetOwnPicture(string App, int Number, string? Alt) : PictureQuestion(App, Number, Alt)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublishOwn;
}

/// <summary>What is wrong with what is said of a picture.</summary>
internal static class PicturedApp
{
    public static Refusal? Fault(int number, string? alt)
    {
        if (number is < 1 or > AppPicture.Most) return new Invalid("/number", $"An app has at most {AppPicture.Most} pictures, numbered from 1.");
        return Inputs.Text(alt) is null ? new Invalid("/alt", $"Describe what is to be seen. {Inputs.TextSentence}") : null;
    }
}
