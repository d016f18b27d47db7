using System.Diagnostics;
using System.Globalization;

namespace Usher.Bench.Mutants;

/// <summary>
/// Puts wrong rules into a copy of <c>Usher.Access</c>, one at a time, and runs the tests of that room against each: how many do they catch? The test that holds
/// <c>docs/access.md</c> is left out, for it would catch every cell by its mere text. What was tried is kept, and not tried again.
/// </summary>
internal static class MutantRun
{
    private const double Bar = 0.95;

    private static readonly string[] Rules =
        ["Authorizer.cs", "CallVisibility.cs", "GrantRules.cs", "LastOnes.cs", "GrantedKeys.cs", "Question.cs", "Actor.cs", "Compilation.cs", "Snapshot.cs", "IdSet.cs", "Keys.cs"];

    /// <param name="repository">The repository's root.</param>
    /// <param name="kept">The file that keeps what was tried.</param>
    /// <param name="sample">How many to try, chosen by a fixed lot; null: all.</param>
    public static int Run(string repository, string kept, int? sample)
    {
        var source = Path.Combine(repository, "src/Usher.Access");
        var work = System.IO.Directory.CreateTempSubdirectory("usher-mutants").FullName;
        try
        {
            var project = Path.Combine(work, "src/Usher.Access");
            var tests = Path.Combine(work, "tests");
            System.IO.Directory.CreateDirectory(project);
            foreach (var shared in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt" }) File.Copy(Path.Combine(repository, shared), Path.Combine(work, shared));
            var sources = System.IO.Directory.GetFiles(source).Concat(System.IO.Directory.GetDirectories(source).Where(room => Path.GetFileName(room) is not ("bin" or "obj")).SelectMany(System.IO.Directory.GetFiles)).ToList();
            foreach (var file in sources) File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
            CopyTree(Path.Combine(repository, "tests/Usher.Tests/bin/Release/net10.0"), tests);

            var lines = sources.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileName(file), File.ReadAllLines);
            var mutants = Mutant.OfTable("Roles.cs", lines["Roles.cs"]).Concat(Rules.SelectMany(file => Mutant.OfRules(file, lines[file]))).ToArray();
            new Random(1).Shuffle(mutants);
            if (!Build(project, tests) || !Passes(tests)) throw new InvalidOperationException("The tests do not pass as they stand.");
            var tried = File.Exists(kept) ? File.ReadLines(kept).Select(line => line.Split('\t')).ToDictionary(line => line[1], line => line[0]) : [];
            var wrong = new List<Mutant>();
            foreach (var mutant in mutants)
            {
                // What does not compile is no wrong rule, and another takes its turn.
                if (wrong.Count == sample) break;
                if (tried.GetValueOrDefault(mutant.Id) is "caught" or "SURVIVED") wrong.Add(mutant);
                if (tried.ContainsKey(mutant.Id)) continue;
                File.WriteAllText(Path.Combine(project, mutant.File), mutant.In(lines[mutant.File]));
                var result = !Build(project, tests) ? "no program" : Passes(tests) ? "SURVIVED" : "caught";
                File.WriteAllText(Path.Combine(project, mutant.File), string.Join('\n', lines[mutant.File]));
                tried[mutant.Id] = result;
                if (result != "no program") wrong.Add(mutant);
                File.AppendAllText(kept, $"{result}\t{mutant.Id}\n");
                Console.WriteLine($"{tried.Count}: {result}  {mutant.Id}");
            }

            var caught = wrong.Count(mutant => tried[mutant.Id] == "caught");
            foreach (var mutant in wrong.Where(mutant => tried[mutant.Id] == "SURVIVED")) Console.WriteLine($"survived: {mutant.Id}");
            var (low, high) = Wilson(caught, wrong.Count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{caught} of {wrong.Count} wrong rules caught: {(double)caught / wrong.Count:P1}, 95 % interval {low:P1} to {high:P1} (at least {Bar:P0} at its lower end) {(low >= Bar ? "met" : "MISSED")}"));
            return low >= Bar ? 0 : 1;
        }
        finally
        {
            System.IO.Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Wilson's interval of a share, at 95 %.</summary>
    private static (double Low, double High) Wilson(int of, int all)
    {
        const double z = 1.959964;
        var (share, square) = ((double)of / all, z * z / all);
        var half = z * Math.Sqrt((share * (1 - share) / all) + (square / (4 * all)));
        return ((share + (square / 2) - half) / (1 + square), (share + (square / 2) + half) / (1 + square));
    }

    private static bool Build(string project, string tests)
    {
        if (Start("dotnet", $"build {project} -c Release -v q --nologo -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:TreatWarningsAsErrors=false", TimeSpan.FromMinutes(3)) != 0) return false;
        File.Copy(Path.Combine(project, "bin/Release/net10.0/Usher.Access.dll"), Path.Combine(tests, "Usher.Access.dll"), overwrite: true);
        return true;
    }

    /// <summary>Tests that never end have caught it too.</summary>
    private static bool Passes(string tests) =>
        Start(Path.Combine(tests, "Usher.Tests"), "--filter-namespace Usher.Tests.Access* --filter-not-class *AccessDocumentTests --stop-on-fail on --no-progress", TimeSpan.FromMinutes(3)) == 0;

    private static int Start(string program, string arguments, TimeSpan most)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(most)) return process.ExitCode;
        process.Kill(entireProcessTree: true);
        return -1;
    }

    private static void CopyTree(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
