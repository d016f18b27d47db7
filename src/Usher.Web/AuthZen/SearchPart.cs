using System.Buffers;
using System.Text;
using System.Text.Json;
using Usher.Platform;

namespace Usher.Web.AuthZen;

/// <summary>A part of what a search finds, filled until it is full; written as AuthZEN 1.0 has it (8.2).</summary>
/// <param name="limit">How many results it has at most.</param>
/// <param name="start">Where the part before ended.</param>
internal sealed class SearchPart(int limit, Position start)
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._@");

    private readonly List<string> _names = [];
    private Position _end = start;

    /// <summary>Before everything.</summary>
    public static Position? Start => new("", Guid.Empty);

    /// <summary>Whether it begins at the beginning.</summary>
    public bool IsFirst { get; } = start == Start;

    /// <summary>How many to look for: one more than fits, so as to know whether there are others.</summary>
    public int Wanted => limit + 1;

    /// <summary>Where it ends, when there are others behind it.</summary>
    public Position? Next { get; private set; }

    /// <summary>The token of the part that follows; empty: there is none.</summary>
    public string Token { get; set; } = "";

    /// <summary>Takes one more result; false when it is full: then this one is in the next part.</summary>
    /// <param name="name">The id of a subject or resource, the name of an action.</param>
    /// <param name="at">Its position.</param>
    public bool Add(string name, Position at)
    {
        if (_names.Count == limit)
        {
            Next = _end;
            return false;
        }

        _names.Add(name);
        _end = at;
        return true;
    }

    /// <summary>Ends it here, however many it has: others may be behind.</summary>
    public void EndAt(Position at) => Next = at;

    /// <summary>
    /// Writes the answer. Each result is whole: asked as an evaluation, with the rest of the search, it is answered yes. So it carries the
    /// properties that have a part in that.
    /// </summary>
    public void Write(IBufferWriter<byte> to, SearchFor sought, in Evaluation query, char[] characters)
    {
        var (before, after) = Around(sought, query, characters);
        // A token needs no escape.
        to.Write(Encoding.ASCII.GetBytes($$$"""{"page":{"next_token":"{{{Token}}}","count":{{{_names.Count}}}},"results":["""));
        for (var i = 0; i < _names.Count; i++)
        {
            if (i > 0) to.Write(","u8);
            Write(to, before, _names[i], after);
        }

        to.Write("]}"u8);
    }

    /// <summary>What is the same in every result: a thousand of them are written in the time of a few.</summary>
    private static (byte[] Before, byte[] After) Around(SearchFor sought, in Evaluation query, char[] characters)
    {
        if (sought == SearchFor.Action) return ("{\"name\":\""u8.ToArray(), "\"}"u8.ToArray());
        var type = (sought == SearchFor.Subject ? query.Subject : query.Resource).Type.In(characters);
        var properties = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(properties))
        {
            json.WriteStartObject();
            if (sought == SearchFor.Resource || type is "integration-user")
                WriteProperty(json, "customer", query.Resource.Customer, characters);
            if (sought == SearchFor.Resource) WriteProperty(json, "tenant", query.Resource.Tenant, characters);
            if (sought == SearchFor.Resource) WriteProperty(json, "team", query.Resource.Team, characters);
            json.WriteEndObject();
        }

        byte[] before = [.. "{\"type\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(type.ToString()), .. ",\"id\":\""u8];
        byte[] after = properties.WrittenCount == 2 ? [.. "\"}"u8] : [.. "\",\"properties\":"u8, .. properties.WrittenSpan, .. "}"u8];
        return (before, after);
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, Text text, char[] characters)
    {
        if (text.Length >= 0) json.WriteString(name, text.In(characters));
    }

    private static void Write(IBufferWriter<byte> to, byte[] before, string name, byte[] after)
    {
        // Hardly a name needs an escape.
        var escaped = name.AsSpan().ContainsAnyExcept(Plain) ? JsonEncodedText.Encode(name).ToString() : name;
        var span = to.GetSpan(before.Length + escaped.Length + after.Length);
        before.CopyTo(span);
        var length = before.Length + Encoding.ASCII.GetBytes(escaped, span[before.Length..]);
        after.CopyTo(span[length..]);
        to.Advance(length + after.Length);
    }
}
