using System.Globalization;
using Usher.Platform;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Usher.Directory.Worlds;

/// <summary>A node of a world's YAML, read strictly: every reading says the line when the node is not what the schema says.</summary>
internal readonly record struct Entry(YamlNode? Node, long Line)
{
    /// <summary>Left out.</summary>
    public bool IsAbsent => Node is null;

    /// <summary>
    /// Written without a value: a mapping without members. No list, text, number or time is that: it would mean everything where
    /// nothing was meant.
    /// </summary>
    private bool IsEmpty => Node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>
    /// The members of a mapping whose names are the writer's own; a name twice, in other letter case where that makes none, is refused.
    /// </summary>
    public IEnumerable<(string Name, Entry Value)> Named(bool lower = false)
    {
        if (IsAbsent || IsEmpty) return [];
        if (Node is not YamlMappingNode mapping) throw Fault("expected a mapping");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var members = new List<(string, Entry)>();
        foreach (var (key, value) in mapping.Children)
        {
            var name = new Entry(key, key.Start.Line);
            if (!names.Add(lower ? name.Email() : name.Text()))
                throw name.Fault($"\"{name.Text()}\" occurs twice: addresses are compared in lower case");
            members.Add((name.Text(), new Entry(value, value.Start.Line)));
        }

        return members;
    }

    /// <summary>The members of a mapping whose names are the schema's; another is refused.</summary>
    public Func<string, Entry> Members(params ReadOnlySpan<string> schema)
    {
        var members = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (name, value) in Named())
        {
            if (!schema.Contains(name))
                throw value.Fault(Nearest.Of(name, schema!) is { } near
                    ? $"\"{name}\" is unknown: did you mean \"{near}\"?"
                    : $"\"{name}\" is not one of {string.Join(", ", schema!)}");
            members[name] = value;
        }

        var line = Line;
        return name => members.TryGetValue(name, out var member) ? member : new(null, line);
    }

    /// <summary>The texts of a list; none when it is absent.</summary>
    public IEnumerable<Entry> Items()
    {
        if (IsAbsent) return [];
        return Node is YamlSequenceNode list
            ? list.Children.Select(item => new Entry(item, item.Start.Line))
            : throw Fault("expected a list");
    }

    public string Text() => !IsEmpty && Node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Fault("expected a text");

    /// <summary>An e-mail address: they compare in lower case.</summary>
    public string Email() => Text().ToLowerInvariant();

    public bool Truth(bool otherwise) => IsAbsent ? otherwise : Text() switch
    {
        "true" => true,
        "false" => false,
        _ => throw Fault("expected true or false"),
    };

    public int Count(int otherwise) => IsAbsent ? otherwise
        : int.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Fault("expected a number");

    public DateTimeOffset Time() =>
        DateTimeOffset.TryParse(Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Fault("expected a time, such as 2026-12-01T00:00:00Z");

    public DateTimeOffset? TimeIfAny() => IsAbsent ? null : Time();

    /// <summary>One of a few words.</summary>
    public T OneOf<T>(T otherwise, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (IsAbsent) return otherwise;
        var text = Text();
        foreach (var (word, value) in words)
            if (word == text) return value;
        throw Fault($"\"{text}\" is not one of {string.Join(", ", words.ToArray().Select(one => one.Word))}");
    }

    public WorldFault Fault(string sentence) => new(Line, sentence);
}
