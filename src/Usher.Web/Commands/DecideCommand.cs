using System.CommandLine;
using System.Globalization;
using Usher.Access;
using Usher.Directory.Worlds;
using Usher.Web.AuthZen;

namespace Usher.Web.Commands;

/// <summary><c>usher decide</c>: answers AuthZEN questions about a world in a file, one line each, in their order.</summary>
public static class DecideCommand
{
    /// <summary>Longer lines are no questions.</summary>
    private const int LongestLine = 1 << 20;

    private static readonly byte[] Permit = "{\"decision\":true}\n"u8.ToArray();
    private static readonly byte[] Deny = "{\"decision\":false}\n"u8.ToArray();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var world = new Option<FileInfo>("--world") { Description = "A world in YAML (docs/worlds.md)", Required = true };
        var questions = new Option<FileInfo>("--questions") { Description = "AuthZEN evaluations, one per line", Required = true };
        var at = new Option<string?>("--at") { Description = "The time to decide at, such as 2026-12-01T00:00:00Z (default: now)" };
        var command = new Command("decide", "Answer decision questions about a world in a file") { world, questions, at };
        command.SetAction(async (parsed, ct) =>
        {
            var said = CommandOutput.Of(parsed);
            var now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(at) is { } text
                && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out now))
                return said.Fail("--at is not a time: write it like 2026-12-01T00:00:00Z", Exit.Usage);
            try
            {
                var answering = World.Load(await File.ReadAllTextAsync(parsed.GetValue(world)!.FullName, ct));
                foreach (var note in answering.Notes) said.Remark($"{parsed.GetValue(world)!.Name}: {note}");
                await using var input = parsed.GetValue(questions)!.OpenRead();
                await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
                return await said.Working("Deciding", measure =>
                {
                    measure.Total = input.CanSeek ? input.Length : 0;
                    Answer(answering, input, output, said.Remark, now, measure);
                    return Task.FromResult(Exit.Done);
                });
            }
            catch (WorldFault fault)
            {
                return said.Fail($"{parsed.GetValue(world)!.Name}: {fault.Message}");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return said.Fail(fault.Message);
            }
        });
        return command;
    }

    /// <summary>Answers each line of the input; a line that is no question is answered no, and noted.</summary>
    internal static void Answer(World world, Stream input, Stream output, Action<string> note, DateTimeOffset now,
        IProgress<long>? progress = null)
    {
        var characters = new char[LongestLine];
        var buffer = new byte[LongestLine];
        var (filled, line, bytes, tooLong) = (0, 0L, 0L, false);
        for (int read; (read = input.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            progress?.Report(bytes += read);
            filled += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                One(buffer.AsSpan(start, length));
                tooLong = false;
            }

            filled -= start;
            buffer.AsSpan(start, filled).CopyTo(buffer);
            if (filled < buffer.Length) continue;
            (filled, tooLong) = (0, true);
        }

        if (filled > 0 || tooLong) One(buffer.AsSpan(0, filled));

        void One(ReadOnlySpan<byte> question)
        {
            if (++line == 1 && question.StartsWith("\uFEFF"u8)) question = question[3..];
            var fault = "it is longer than 1 MB";
            var answer = !tooLong && Answer(world, question, characters, now, out fault);
            if (fault is not null) note($"line {line.ToString(CultureInfo.InvariantCulture)} is not a question: {fault}");
            output.Write(answer ? Permit : Deny);
        }
    }

    /// <summary>Answers one AuthZEN evaluation in UTF-8 JSON.</summary>
    /// <param name="world">The world it is about.</param>
    /// <param name="question">The evaluation.</param>
    /// <param name="characters">Takes the texts; at least as long as the question.</param>
    /// <param name="now">The time.</param>
    /// <param name="fault">What is wrong with the question; null when it is one.</param>
    internal static bool Answer(World world, ReadOnlySpan<byte> question, char[] characters, DateTimeOffset now, out string? fault)
    {
        fault = EvaluationReader.Read(question, characters, batch: null, out var evaluation, out _);
        return fault is null && world.Decide(evaluation.Question(characters), now).Allowed;
    }
}
