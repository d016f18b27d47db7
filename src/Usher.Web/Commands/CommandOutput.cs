using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Usher.Access;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary>What a command's exit code says; documented in <c>docs/cli.md</c>.</summary>
public static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused, or found wanting.</summary>
    public const int Refused = 1;

    /// <summary>The command line is not one that <c>usher</c> understands.</summary>
    public const int Usage = 2;

    /// <summary>The database cannot be reached, is locked or full: try again.</summary>
    public const int StoreAway = 3;

    /// <summary>Nothing is bad, but something is weaker than it should be (<c>doctor</c>).</summary>
    public const int Weak = 4;

    /// <summary>Interrupted (128 and SIGINT, as shells have it).</summary>
    public const int Interrupted = 130;
}

/// <summary>
/// How every command speaks: its answer on stdout, as text or, with <c>--json</c>, as one JSON value to a line; everything else on stderr,
/// an error in one line; a progress bar on a terminal once the work has taken a second.
/// </summary>
/// <param name="answer">Where answers go.</param>
/// <param name="error">Where errors go.</param>
/// <param name="json">Whether answers are JSON.</param>
/// <param name="terminal">Where a bar may be drawn; null: none.</param>
public sealed class CommandOutput(TextWriter answer, TextWriter error, bool json, IAnsiConsole? terminal = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions JsonOptions = MakeJsonOptions();

    /// <summary>The option that commands with an answer for scripts take.</summary>
    public static Option<bool> JsonOption { get; } = new("--json") { Description = "Print JSON, one value per line" };

    /// <summary>Whether answers are JSON.</summary>
    public bool IsJson => json;

    /// <summary>The output of a command as it was called.</summary>
    public static CommandOutput Of(ParseResult parsed) => new(
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error,
        parsed.GetResult(JsonOption) is not null && parsed.GetValue(JsonOption),
        Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Answers with a value: as JSON, or as the text made of it.</summary>
    /// <returns><see cref="Exit.Done"/>.</returns>
    public int Answer<T>(T value, Func<T, string> text)
    {
        if (json) answer.WriteLine(JsonSerializer.Serialize(value, JsonOptions));
        else if (text(value) is { Length: > 0 } said) answer.WriteLine(Printable(said));
        return Exit.Done;
    }

    /// <summary>Answers with the outcome of an act, or says the refusal.</summary>
    public int Show<T>(Outcome<T> outcome, Func<T, string> text) =>
        outcome.Refused is { } refusal ? Refuse(refusal) : Answer(outcome.Value!, text);

    /// <summary>Says a refusal: its name and its sentence, and for invalid input what is wrong with which member.</summary>
    /// <returns><see cref="Exit.Refused"/>.</returns>
    public int Refuse(Refusal refusal) => Fail(refusal is Invalid invalid
        ? $"{refusal.Code}: {string.Join("; ", invalid.Errors.Select(e => $"{e.Key.TrimStart('/')}: {string.Join(' ', e.Value)}"))}"
        : $"{refusal.Code}: {refusal.Sentence}");

    /// <summary>Says in one line on stderr what went wrong.</summary>
    /// <returns>The code given.</returns>
    public int Fail(string sentence, int code = Exit.Refused)
    {
        error.WriteLine("usher: " + Printable(sentence.ReplaceLineEndings(" ")));
        return code;
    }

    /// <summary>Says something beside the answer, on stderr.</summary>
    public void Remark(string sentence) => error.WriteLine(Printable(sentence));

    /// <summary>Does work that may take long, with a bar once it has taken a second and there is a terminal to draw it on.</summary>
    /// <param name="what">What is done, in a few words.</param>
    /// <param name="work">The work; it says how far it is.</param>
    public async Task<T> Working<T>(string what, Func<Measure, Task<T>> work)
    {
        var measure = new Measure();
        var working = Task.Run(() => work(measure));
        if (terminal is null || await Task.WhenAny(working, Task.Delay(Patience)) == working) return await working;
        await terminal.Progress().AutoClear(true).StartAsync(async bars =>
        {
            var bar = bars.AddTask(Markup.Escape(Printable(what)));
            while (!working.IsCompleted)
            {
                bar.IsIndeterminate = measure.Total <= 0;
                bar.MaxValue = Math.Max(1, measure.Total);
                bar.Value = measure.Done;
                await Task.WhenAny(working, Task.Delay(TimeSpan.FromMilliseconds(100)));
            }
        });
        return await working;
    }

    /// <summary>The text without what would steer a terminal or turn the reading direction: names come from anywhere.</summary>
    public static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            safe.Append(rune.Value is '\n' or '\t' || !PlainText.IsSteering(rune) ? rune : Rune.ReplacementChar);
        return safe.ToString();
    }

    private static JsonSerializerOptions MakeJsonOptions()
    {
        var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };
        UsherHost.Configure(options);
        return options;
    }
}

/// <summary>How far a piece of work is; written by the work, read by the bar.</summary>
public sealed class Measure : IProgress<long>
{
    private long _done;
    private long _total;

    /// <summary>How many parts are done.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>How many parts there are; 0: not known.</summary>
    public long Total
    {
        get => Interlocked.Read(ref _total);
        set => Interlocked.Exchange(ref _total, value);
    }

    /// <summary>So many parts are done in all.</summary>
    public void Report(long value) => Interlocked.Exchange(ref _done, value);

    /// <summary>Some parts more are done.</summary>
    public void Advance(long parts = 1) => Interlocked.Add(ref _done, parts);
}
