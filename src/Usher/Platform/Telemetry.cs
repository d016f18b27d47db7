using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Usher.Platform;

/// <summary>
/// What Usher tells of itself as traces and metrics, under the name <see cref="Name"/>. Tags are words of the code (an act, a refusal's
/// code, a door, a kind of job): never a name, an address, an id, content or a key.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Usher";

    /// <summary>The version of this build.</summary>
    public static readonly string Version =
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);
    private static readonly Counter<long> Decisions =
        Meter.CreateCounter<long>("usher.decisions", "{decision}", "Questions answered by the decision API");
    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("usher.refusals", "{refusal}", "Acts refused, by the refusal's code");
    private static readonly Counter<long> Appends =
        Meter.CreateCounter<long>("usher.audit.appends", "{entry}", "Entries written to audit logs");
    private static readonly Histogram<double> Compiles =
        Meter.CreateHistogram<double>("usher.snapshot.compile.duration", "s", "Compiling the facts of one customer");
    private static readonly Histogram<double> JobLag =
        Meter.CreateHistogram<double>("usher.job.lag", "s", "From when a job was due to when it started");
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("usher.jobs", "{attempt}", "Attempts at jobs, by outcome");
    private static readonly Counter<long> Deliveries =
        Meter.CreateCounter<long>("usher.deliveries", "{delivery}", "Deliveries, by kind and outcome");
    private static readonly Counter<long> ModelRequests =
        Meter.CreateCounter<long>("usher.model.requests", "{request}", "Requests to the model, by outcome");
    private static readonly Counter<long> LeftOutside =
        Meter.CreateCounter<long>("usher.steps.not_undone", "{act}", "Acts refused after their call outside, which could not be undone");

    /// <summary>Begins the span of an act; null when nobody listens.</summary>
    /// <param name="act">The use case's name.</param>
    /// <param name="door">The door it came through.</param>
    public static Activity? Begin(string act, Door door) =>
        Source.HasListeners() ? Source.StartActivity(act)?.SetTag("usher.door", Of(door)) : null;

    /// <summary>The decision API answered.</summary>
    public static void Decided(bool allowed)
    {
        if (Decisions.Enabled) Decisions.Add(1, KeyValuePair.Create<string, object?>("allowed", allowed));
    }

    /// <summary>An act was refused.</summary>
    /// <param name="code">The refusal's code.</param>
    /// <param name="door">The door it came through.</param>
    public static void Refused(string code, Door door)
    {
        Refusals.Add(1, KeyValuePair.Create<string, object?>("code", code), KeyValuePair.Create<string, object?>("door", Of(door)));
        if (Activity.Current is { } span && span.Source == Source) span.SetTag("usher.refused", code);
    }

    /// <summary>Entries became durable in an audit log.</summary>
    public static void Appended(long entries)
    {
        if (entries > 0) Appends.Add(entries);
    }

    /// <summary>Times a compilation of facts and gives its result through.</summary>
    public static T Compiled<T>(Func<T> compile)
    {
        var began = Stopwatch.GetTimestamp();
        var compiled = compile();
        Compiles.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return compiled;
    }

    /// <summary>A job was begun.</summary>
    /// <param name="kind">Which handler does it.</param>
    /// <param name="lag">How long after it was due.</param>
    public static void Begun(string kind, TimeSpan lag) =>
        JobLag.Record(Math.Max(0, lag.TotalSeconds), KeyValuePair.Create<string, object?>("kind", kind));

    /// <summary>An attempt at a job ended.</summary>
    /// <param name="kind">Which handler did it.</param>
    /// <param name="outcome">A word of the code: <c>done</c>, <c>retry</c>, <c>failed</c>, <c>lost</c>, <c>closed</c>.</param>
    public static void Ended(string kind, string outcome) =>
        Jobs.Add(1, KeyValuePair.Create<string, object?>("kind", kind), KeyValuePair.Create<string, object?>("outcome", outcome));

    /// <summary>A delivery came to a state.</summary>
    /// <param name="kind">A word of the code: <c>slack</c>, <c>mail</c>.</param>
    /// <param name="outcome">A word of the code: the state.</param>
    public static void Delivered(string kind, string outcome) =>
        Deliveries.Add(1, KeyValuePair.Create<string, object?>("kind", kind), KeyValuePair.Create<string, object?>("outcome", outcome));

    /// <summary>The model was asked.</summary>
    /// <param name="outcome">A word of the code: <c>used</c>, <c>unusable</c>, <c>late</c>, <c>failed</c>; at all but the first the offline
    /// engine served.</param>
    public static void ModelAsked(string outcome) => ModelRequests.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));

    /// <summary>Something that an act did outside, and did not store, could not be undone.</summary>
    public static void NotUndone() => LeftOutside.Add(1);

    private static string Of(Door door) => door switch
    {
        Door.Console => "console",
        Door.Api => "api",
        Door.CommandLine => "command-line",
        Door.Slack => "slack",
        Door.Mail => "mail",
        _ => "job",
    };
}
