using Usher.Platform;
using Usher.SystemTests.Stores;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests;

/// <summary>Runs the tests; or, when a test starts this program again, the part of another process.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        ProcessCulture.Set();
        if (args is [KilledWriter.Verb, ..]) return await KilledWriter.Run(args[1..]);
        return args.Any(arg => arg is "-automated" or "@@")
            ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
            : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
