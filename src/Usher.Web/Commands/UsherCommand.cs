using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using Usher.Data;

namespace Usher.Web.Commands;

/// <summary>The one command, <c>usher</c>, with all its verbs. What its exit codes say: <see cref="Exit"/>.</summary>
public static class UsherCommand
{
    /// <summary>Builds the command with all its verbs.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Usher shows everyone to their seat: the right role, the right apps, the right calls, and nothing " +
            "else.") { HelpName = "usher" };
        foreach (var command in new[]
        {
            DemoCommand.Create(), ServeCommand.Create(), MigrateCommand.Create(), DoctorCommand.Create(), BackupCommand.Create(),
                BackupCommand.CreateRestore(), IngestCommand.Create(), EvaluateCommand.Create(), SlackCommand.Create(),
                DecideCommand.Create(),
            CustomerCommand.Create(), StaffCommand.Create(), KeyCommand.Create(), AppsCommand.Create(), AuditCommand.Create(),
        })
            root.Subcommands.Add(command);

        return root;
    }

    /// <summary>Runs a command line: what fails says so in one line on stderr, and in the exit code.</summary>
    /// <param name="args">The words after <c>usher</c>.</param>
    /// <param name="streams">Where to write; null: the console.</param>
    public static async Task<int> Run(IReadOnlyList<string> args, InvocationConfiguration? streams = null)
    {
        streams ??= new InvocationConfiguration();
        streams.EnableDefaultExceptionHandler = false;
        var output = new CommandOutput(streams.Output, streams.Error, json: false);
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
            return output.Fail($"{string.Join(' ', parsed.Errors.Select(e => e.Message))} See `{Words(parsed.CommandResult)} --help`.",
                Exit.Usage);
        try
        {
            return await parsed.InvokeAsync(streams);
        }
        catch (OperationCanceledException)
        {
            return Exit.Interrupted;
        }
        catch (StoreUnavailable fault) when (fault.InnerException is Platform.Audit.LogDoubted doubted)
        {
            return output.Fail(doubted.Message);
        }
        catch (Exception fault) when (fault is StoreUnavailable or DbException)
        {
            return output.Fail($"The database is not available: {Doctor.Examination.Reason(fault)}", Exit.StoreAway);
        }
        catch (Exception fault) when (fault is WrongSchema or InvalidDataException)
        {
            return output.Fail(fault.Message);
        }
        catch (Exception fault)
        {
            return output.Fail($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private static string Words(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Words(parent)} {command.Command.Name}" : "usher";
}
