using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Usher.Web.AuthZen;

/// <summary>
/// Reads the body of an evaluation, evaluations or search request (AuthZEN 1.0, 6 to 8) in one pass over its bytes, without building a
/// document. Strict where two readers could understand two things (I-JSON, RFC 7493): a known member given twice and half a surrogate pair
/// are faults. Members it does not know are passed over, whatever they hold; <c>null</c> for one that may be left out is as if it were.
/// </summary>
internal ref struct EvaluationReader
{
    /// <summary>The most items of one batch.</summary>
    public const int MostItems = 50_000;

    private const int DeepestNesting = 64;

    private readonly char[] _characters;
    private readonly SearchFor? _sought;
    private Utf8JsonReader _json;
    private int _used;

    private EvaluationReader(ReadOnlySpan<byte> body, char[] characters, SearchFor? sought)
    {
        _characters = characters;
        _sought = sought;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
    }

    /// <summary>Reads a request.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="characters">Takes the texts; at least as long as the body.</param>
    /// <param name="batch">Takes the items of <c>evaluations</c>, when that member is taken; null: the request is a single evaluation and
    /// the member is unknown.</param>
    /// <param name="evaluation">The evaluation, or the defaults of a batch.</param>
    /// <param name="semantic">How far a batch goes.</param>
    /// <returns>What is wrong with the request as a whole; null when nothing is.</returns>
    public static string? Read(ReadOnlySpan<byte> body, char[] characters, List<Evaluation>? batch, out Evaluation evaluation,
        out Semantic semantic) =>
        Read(body, characters, sought: null, batch, out evaluation, out semantic, out _);

    /// <summary>Reads a search.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="characters">Takes the texts; at least as long as the body.</param>
    /// <param name="sought">What is looked for: its id is passed over, whatever it holds; an action altogether.</param>
    /// <param name="query">The rest of the evaluation.</param>
    /// <param name="paging">Which part is wanted.</param>
    /// <returns>What is wrong with the request; null when nothing is.</returns>
    public static string? Read(ReadOnlySpan<byte> body, char[] characters, SearchFor sought, out Evaluation query, out Paging paging) =>
        Read(body, characters, sought, batch: null, out query, out _, out paging);

    private static string? Read(ReadOnlySpan<byte> body, char[] characters, SearchFor? sought, List<Evaluation>? batch,
        out Evaluation evaluation, out Semantic semantic, out Paging paging)
    {
        evaluation = new();
        semantic = Semantic.ExecuteAll;
        paging = Paging.NotGiven;
        if (!Utf8.IsValid(body)) return "the body is not UTF-8";
        var reader = new EvaluationReader(body, characters, sought);
        try
        {
            if (!reader._json.Read() || reader._json.TokenType != JsonTokenType.StartObject) return "the body is not a JSON object";
            reader.ReadEvaluation(ref evaluation, batch, ref semantic, ref paging);
            reader._json.Read(); // throws when something follows the object
            return evaluation.Fault ?? (batch is { Count: > 0 } ? null : evaluation.Lacks(sought));
        }
        catch (JsonException)
        {
            return "the body is not JSON, or nested too deep";
        }
    }

    private void ReadEvaluation(ref Evaluation evaluation, List<Evaluation>? batch, ref Semantic semantic, ref Paging paging)
    {
        Member items = default, options = default, page = default;
        while (NextMember())
        {
            if (Is("subject"u8))
                ReadEntity(ref evaluation.Subject, ref evaluation.Fault, "subject", isSought: _sought == SearchFor.Subject);
            else if (Is("action"u8) && _sought != SearchFor.Action) ReadEntity(ref evaluation.Action, ref evaluation.Fault, "action");
            else if (Is("resource"u8))
                ReadEntity(ref evaluation.Resource, ref evaluation.Fault, "resource", isSought: _sought == SearchFor.Resource);
            else if (Is("context"u8)) SkipObject(ref evaluation.Context, ref evaluation.Fault, "context");
            else if (batch is not null && Is("evaluations"u8)) ReadItems(ref items, ref evaluation.Fault, batch);
            else if (batch is not null && Is("options"u8)) ReadOptions(ref options, ref evaluation.Fault, ref semantic);
            else if (_sought is not null && Is("page"u8)) ReadPage(ref page, ref evaluation.Fault, ref paging);
            else SkipValue();
        }
    }

    private void ReadPage(ref Member seen, ref string? fault, ref Paging paging)
    {
        if (!Enters(JsonTokenType.StartObject, ref seen, ref fault, "page")) return;
        Member token = default, limit = default, properties = default;
        while (NextMember())
        {
            if (Is("token"u8))
            {
                if (!Enters(JsonTokenType.String, ref token, ref fault, "page.token")) continue;
                if (!TryCopy(out var text)) fault ??= "page.token has half a surrogate pair";
                paging = paging with { Token = text };
            }
            else if (Is("limit"u8))
            {
                if (!Enters(JsonTokenType.Number, ref limit, ref fault, "page.limit")) continue;
                if (!_json.TryGetInt64(out var most) || most < 0) fault ??= "page.limit is not a count";
                paging = paging with { Limit = (int)Math.Clamp(most, 0, int.MaxValue) };
            }
            else if (Is("properties"u8))
            {
                SkipObject(ref properties, ref fault, "page.properties");
            }
            else
            {
                SkipValue();
            }
        }
    }

    private void ReadItems(ref Member seen, ref string? fault, List<Evaluation> items)
    {
        if (!Enters(JsonTokenType.StartArray, ref seen, ref fault, "evaluations")) return;
        var (ignored, never) = (Semantic.ExecuteAll, Paging.NotGiven);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            var item = new Evaluation();
            if (items.Count == MostItems)
            {
                fault ??= "evaluations has too many";
                _json.Skip();
                continue;
            }

            if (_json.TokenType == JsonTokenType.StartObject)
            {
                ReadEvaluation(ref item, batch: null, ref ignored, ref never);
            }
            else
            {
                item.Fault = "the evaluation is not an object";
                _json.Skip();
            }

            items.Add(item);
        }
    }

    private void ReadOptions(ref Member seen, ref string? fault, ref Semantic semantic)
    {
        if (!Enters(JsonTokenType.StartObject, ref seen, ref fault, "options")) return;
        var given = Member.Absent;
        while (NextMember())
        {
            if (!Is("evaluations_semantic"u8))
            {
                SkipValue();
                continue;
            }

            if (!Enters(JsonTokenType.String, ref given, ref fault, "options.evaluations_semantic")) continue;
            var isText = TryCopy(out var text);
            switch (text.In(_characters))
            {
                case "execute_all" when isText: semantic = Semantic.ExecuteAll; break;
                case "deny_on_first_deny" when isText: semantic = Semantic.DenyOnFirstDeny; break;
                case "permit_on_first_permit" when isText: semantic = Semantic.PermitOnFirstPermit; break;
                default: fault ??= "options.evaluations_semantic is none of execute_all, deny_on_first_deny, permit_on_first_permit"; break;
            }
        }
    }

    private void ReadEntity(ref Entity entity, ref string? fault, string member, bool isSought = false)
    {
        if (!Enters(JsonTokenType.StartObject, ref entity.Self, ref fault, member)) return;
        var isAction = member == "action";
        var properties = Member.Absent;
        while (NextMember())
        {
            if (isSought && Is("id"u8)) SkipValue();
            else if (isAction ? Is("name"u8) : Is("id"u8)) ReadText(ref entity.Id, ref fault, member);
            else if (!isAction && Is("type"u8)) ReadText(ref entity.Type, ref fault, member);
            else if (!Is("properties"u8)) SkipValue();
            else if (isAction) SkipObject(ref properties, ref fault, "action.properties");
            else ReadProperties(ref entity, ref properties, ref fault, member == "subject" ? "subject.properties" : "resource.properties");
        }

        if (entity.Id.Length < 0 && !isSought) fault ??= isAction ? "action has no name" : member + " has no id";
        else if (entity.Type.Length < 0 && !isAction) fault ??= member + " has no type";
    }

    /// <summary>Properties may hold anything (5.1.1): the law's are read, others passed over.</summary>
    private void ReadProperties(ref Entity entity, ref Member seen, ref string? fault, string member)
    {
        if (!Enters(JsonTokenType.StartObject, ref seen, ref fault, member)) return;
        while (NextMember())
        {
            if (Is("customer"u8)) ReadProperty(ref entity.Customer, ref fault, member);
            else if (Is("tenant"u8)) ReadProperty(ref entity.Tenant, ref fault, member);
            else if (Is("team"u8)) ReadProperty(ref entity.Team, ref fault, member);
            else SkipValue();
        }
    }

    private void ReadProperty(ref Text text, ref string? fault, string member)
    {
        if (text != Text.NotGiven) fault ??= member + " has a member twice";
        _json.Read();
        text = _json.TokenType == JsonTokenType.Null ? Text.Null : Text.Nothing;
        if (_json.TokenType != JsonTokenType.String) _json.Skip();
        else if (!TryCopy(out text)) fault ??= member + " has half a surrogate pair";
    }

    private void ReadText(ref Text text, ref string? fault, string member)
    {
        if (text.Length >= 0) fault ??= member + " has a member twice";
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
        {
            fault ??= member + " has a member that is not a string";
            text = Text.Nothing;
            _json.Skip();
        }
        else if (!TryCopy(out text))
        {
            fault ??= member + " has half a surrogate pair";
        }
    }

    private void SkipObject(ref Member seen, ref string? fault, string member)
    {
        if (Enters(JsonTokenType.StartObject, ref seen, ref fault, member)) _json.Skip();
    }

    /// <summary>Moves to the member's value; when it is not of its kind, or given a second time, says so and passes it over.</summary>
    private bool Enters(JsonTokenType kind, ref Member seen, ref string? fault, string member)
    {
        var again = seen != Member.Absent;
        if (again) fault ??= member + " is given twice";
        _json.Read();
        seen = _json.TokenType == JsonTokenType.Null ? Member.Null : Member.Given;
        if (_json.TokenType == kind && !again) return true;
        if (seen == Member.Given)
            fault ??= member + kind switch
            {
                JsonTokenType.StartArray => " is not an array",
                JsonTokenType.String => " is not a text",
                JsonTokenType.Number => " is not a number",
                _ => " is not an object",
            };
        _json.Skip();
        return false;
    }

    /// <summary>
    /// Moves to the name of the next member; false at the object's end. A name with half a surrogate pair is of no member known here.
    /// </summary>
    private bool NextMember()
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (!_json.ValueIsEscaped || !HoldsHalfPair(_json.ValueSpan)) return true;
            SkipValue();
        }

        return false;
    }

    /// <summary>Whether the current name is this one, written plainly or with escapes.</summary>
    private readonly bool Is(ReadOnlySpan<byte> name) =>
        _json.ValueIsEscaped ? _json.ValueTextEquals(name) : _json.ValueSpan.SequenceEqual(name);

    private void SkipValue()
    {
        _json.Read();
        _json.Skip();
    }

    private bool TryCopy(out Text text)
    {
        text = Text.Nothing;
        if (_json.ValueIsEscaped && HoldsHalfPair(_json.ValueSpan)) return false;
        var rest = _characters.AsSpan(_used);
        text = new(_used, _json.ValueIsEscaped ? _json.CopyString(rest) : Encoding.UTF8.GetChars(_json.ValueSpan, rest));
        _used += text.Length;
        return true;
    }

    /// <summary>
    /// Whether the escapes of a JSON text, known to be well-formed, hold a high surrogate without its low one or the other way round.
    /// </summary>
    private static bool HoldsHalfPair(ReadOnlySpan<byte> raw)
    {
        var awaitsLow = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var unit = '\0';
            if (raw[i] == '\\' && raw[++i] == 'u')
            {
                unit = (char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 4;
            }

            if (char.IsLowSurrogate(unit) != awaitsLow) return true;
            awaitsLow = char.IsHighSurrogate(unit);
        }

        return awaitsLow;
    }
}
