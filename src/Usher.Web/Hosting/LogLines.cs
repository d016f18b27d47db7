using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Usher.Web.Hosting;

/// <summary>
/// How the server logs: to stderr, one line for each, as text or as JSON. No line carries what people typed: see <see cref="LogLines"/>.
/// </summary>
public static class Logging
{
    /// <summary>Adds the logs. Levels are set as usual, by <c>Logging__LogLevel__…</c>.</summary>
    public static ILoggingBuilder AddUsher(this ILoggingBuilder logging, UsherSettings settings)
    {
        logging.ClearProviders();
        logging.AddConsole(console =>
        {
            // stdout belongs to what a command answers.
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = LogLines.FormatterName;
        });
        logging.AddConsoleFormatter<LogLines, LogLinesOptions>(lines => lines.Json = settings.JsonLogs);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter(Tracing.Framework, LogLevel.None);
        if (settings.IsDemo) logging.AddFilter(typeof(RequestLog).FullName, LogLevel.Warning);
        return logging;
    }
}

/// <summary>How lines are written.</summary>
public sealed class LogLinesOptions : ConsoleFormatterOptions
{
    /// <summary>Whether a line is a JSON object.</summary>
    public bool Json { get; set; }
}

/// <summary>
/// Writes log lines without what people typed: an exception gives its types and where it was thrown, never its message; the framework's own
/// lines below a warning, which carry addresses, are left out whatever the level.
/// </summary>
/// <param name="options">How lines are written.</param>
/// <param name="clock">The server's time.</param>
public sealed class LogLines(IOptions<LogLinesOptions> options, TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>The formatter's name.</summary>
    public const string FormatterName = "usher";

    private readonly bool _json = options.Value.Json;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (entry.LogLevel < LogLevel.Warning && entry.Category.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)) return;
        var now = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = entry.Formatter(entry.State, null).ReplaceLineEndings(" ");
        var trace = Activity.Current?.TraceId.ToString();
        textWriter.WriteLine(_json
            ? Json(entry, now, message, trace)
            : $"{now} {Level(entry.LogLevel)} {entry.Category[(entry.Category.LastIndexOf('.') + 1)..]}: " +
                $"{message}{(entry.Exception is { } fault ? " | " + Describe(fault) : "")}{(trace is null ? "" : $" trace={trace}")}");
    }

    /// <summary>
    /// What may be logged of an error: types and a reason from the innermost to the outermost, then the frames of our own code.
    /// </summary>
    public static string Describe(Exception fault)
    {
        var text = new StringBuilder();
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            text.Append(text.Length == 0 ? "" : " < ").Append(cause.GetType().Name);
            if (Reason(cause) is { } reason) text.Append(" (").Append(reason).Append(')');
        }

        foreach (var frame in Frames(fault).Take(6)) text.Append(" at ").Append(frame);
        return text.ToString();
    }

    /// <summary>Why, where the reason can carry nothing that people typed: codes of databases and of the network.</summary>
    private static string? Reason(Exception cause) => cause switch
    {
        PostgresException postgres => $"SQLSTATE {postgres.SqlState}",
        SqliteException sqlite =>
            string.Create(CultureInfo.InvariantCulture, $"SQLite {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}"),
        SocketException socket => socket.SocketErrorCode.ToString(),
        HttpRequestException http => http.HttpRequestError.ToString(),
        BadHttpRequestException bad => bad.StatusCode.ToString(CultureInfo.InvariantCulture),
        IOException io => $"0x{io.HResult:X8}",
        DbException db => db.SqlState,
        _ => null,
    };

    private static IEnumerable<string> Frames(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            foreach (var frame in new StackTrace(cause, fNeedFileInfo: true).GetFrames())
            {
                if (frame.GetMethod()?.DeclaringType is { FullName: { } type } && type.StartsWith("Usher.", StringComparison.Ordinal))
                    yield return $"{type}:{frame.GetFileLineNumber().ToString(CultureInfo.InvariantCulture)}";
            }
        }
    }

    private static string Json<TState>(in LogEntry<TState> entry, string now, string message, string? trace)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", now);
            json.WriteString("level", Level(entry.LogLevel));
            json.WriteString("category", entry.Category);
            json.WriteString("message", message);
            if (trace is not null) json.WriteString("trace", trace);
            if (entry.Exception is { } fault) json.WriteString("fault", Describe(fault));
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } values)
            {
                json.WriteStartObject("values");
                foreach (var (name, value) in values)
                {
                    if (name == "{OriginalFormat}") continue;
                    if (value is int or long or double) json.WriteNumber(name, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                    else json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
