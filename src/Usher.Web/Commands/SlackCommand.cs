using System.CommandLine;
using Usher.Delivery.Slack;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary><c>usher slack connect</c>: connects an organization to its workspace.</summary>
public static class SlackCommand
{
    private const int LongestToken = 4_096;

    /// <summary>A workspace that was connected.</summary>
    /// <param name="Customer">The customer's slug.</param>
    /// <param name="Workspace">The workspace's name.</param>
    public sealed record Connected(string Customer, string Workspace);

    /// <summary>A manifest, to be pasted where Slack makes apps from manifests.</summary>
    /// <param name="Manifest">The manifest, as JSON.</param>
    public sealed record Printed(string Manifest);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var customer = new Argument<string>("customer") { Description = "The customer's slug" };
        var url = new Option<string>("--url") { Description = "The address of Slack's Web API",
            DefaultValueFactory = _ => "https://slack.com/api/" };
        var token = new Option<FileInfo>("--token-file") { Description =
            "A file with the bot's token; it is read once and stored encrypted", Required = true };
        var signing = new Option<FileInfo?>("--signing-secret-file") { Description =
            "A file with the app's signing secret, so that Slack can report changes at once; stored encrypted" };
        var connect = new Command("connect", "Connect an organization to a Slack workspace, or to another one") { customer, url, token,
            signing, CommandOutput.JsonOption };
        connect.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, services) =>
        {
            var slug = parsed.GetValue(customer)!;
            if (await services.GetRequiredService<Snapshots>().Customer(slug, ct) is not { } snapshot)
                return output.Fail("There is no such customer.");
            if (!Uri.TryCreate(parsed.GetValue(url), UriKind.Absolute, out var address)) return output.Refuse(new AddressUnusable());
            if (await Read(parsed.GetValue(token)!, ct) is not { Length: > 0 } secret)
                return output.Fail("The token file can't be read, is empty, or has more than a token.");
            string? signed = null;
            if (parsed.GetValue(signing) is { } file && (signed = await Read(file, ct)) is not { Length: > 0 })
                return output.Fail("The signing secret's file can't be read, is empty, or has more than a secret.");
            var outcome = await services.GetRequiredService<SlackConnections>().Connect(snapshot.Id, address, secret, signed, ct);
            return outcome.Refused is { } refusal
                ? output.Refuse(refusal)
                : output.Answer(new Connected(slug, outcome.Value!), c => $"{c.Customer} is connected to {c.Workspace}.");
        }));
        return new Command("slack", "Connections to Slack") { Manifest(), connect };
    }

    /// <summary><c>usher slack manifest</c>: what an organization makes its app from.</summary>
    private static Command Manifest()
    {
        var customer = new Argument<string>("customer") { Description = "The customer's slug" };
        var manifest = new Command("manifest", "Print the manifest from which an organization makes its Slack app") { customer };
        manifest.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, services) =>
        {
            var slug = parsed.GetValue(customer)!;
            if (await services.GetRequiredService<Snapshots>().Customer(slug, ct) is null) return output.Fail("There is no such customer.");
            var address = services.GetRequiredService<PublicAddress>();
            if (!address.IsSet) return output.Fail("Set Usher__PublicUrl first: Slack sends events there.");
            return output.Answer(new Printed(SlackManifest.Of(address.Base, slug)), printed => printed.Manifest);
        }));
        return manifest;
    }

    private static async Task<string?> Read(FileInfo file, CancellationToken ct)
    {
        try
        {
            if (file.Length > LongestToken) return null;
            var text = (await File.ReadAllTextAsync(file.FullName, ct)).Trim();
            return text.All(c => c is > ' ' and < '\x7f') ? text : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
