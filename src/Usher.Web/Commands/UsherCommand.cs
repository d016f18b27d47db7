using System.CommandLine;

namespace Usher.Web.Commands;

/// <summary>The one command, <c>usher</c>. Exit codes: 0 done; 1 refused or found wanting; 2 bad usage; 3 the store is away.</summary>
public static class UsherCommand
{
    /// <summary>Builds the command with all its verbs.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Usher shows everyone to their seat: the right role, the right apps, the right calls, and nothing else.");
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(DecideCommand.Create());
        return root;
    }
}
