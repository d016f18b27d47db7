using System.CommandLine;
using Usher.Data;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary>Runs a command of the Platform Team against the store, with the server running or not: the same gate, no HTTP.</summary>
internal static class Offline
{
    /// <summary>Opens what the environment names, brings its schema up to date and runs the command.</summary>
    public static Task<int> Run(ParseResult parsed, CancellationToken ct, Func<CommandOutput, IServiceProvider, Task<int>> command) =>
        Run(parsed, UsherSettings.FromEnvironment(), ct, command);

    /// <summary>Does it with the audit key that is there; none is made.</summary>
    public static Task<int> WithKey(ParseResult parsed, CancellationToken ct, Func<CommandOutput, IServiceProvider, Task<int>> command) =>
        Run(parsed, UsherSettings.FromEnvironment() with { MakesAuditKey = false }, ct, command);

    private static async Task<int> Run(ParseResult parsed, UsherSettings settings, CancellationToken ct,
        Func<CommandOutput, IServiceProvider, Task<int>> command)
    {
        await using var services = new ServiceCollection().AddLogging().AddUsher(settings).BuildServiceProvider();
        if (!settings.MakesAuditKey) services.GetRequiredService<Platform.Audit.TreeHeads>();
        await services.GetRequiredService<Store>().Prepare(ct);
        var code = await command(CommandOutput.Of(parsed), services);
        await services.GetRequiredService<RefusalLog>().Flush(ct);
        return code;
    }

    /// <inheritdoc cref="Run(ParseResult, CancellationToken, Func{CommandOutput, IServiceProvider, Task{int}})"/>
    public static Task<int> Run(ParseResult parsed, CancellationToken ct, Func<CommandOutput, Gate, Task<int>> command) =>
        Run(parsed, ct, (output, services) => command(output, services.GetRequiredService<Gate>()));
}
