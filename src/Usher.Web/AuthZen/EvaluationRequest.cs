using System.Text.Json;
using System.Text.Unicode;
using Usher.Access;

namespace Usher.Web.AuthZen;

/// <summary>How far a batch goes (AuthZEN 1.0, 7.1.2.1).</summary>
internal enum Semantic
{
    ExecuteAll,
    DenyOnFirstDeny,
    PermitOnFirstPermit,
}

/// <summary>A text within the characters of a request; not given when its length is negative.</summary>
internal readonly record struct Text(int Start, int Length)
{
    public static Text NotGiven => new(0, -1);

    public ReadOnlySpan<char> In(char[] characters) => Length < 0 ? default : characters.AsSpan(Start, Length);
}

/// <summary>One evaluation as it was sent: texts, not yet looked up, or why it is faulty.</summary>
internal struct Evaluation()
{
    public Text SubjectType = Text.NotGiven;
    public Text SubjectId = Text.NotGiven;
    public Text SubjectCustomer = Text.NotGiven;
    public Text Action = Text.NotGiven;
    public Text ResourceType = Text.NotGiven;
    public Text ResourceId = Text.NotGiven;
    public Text Customer = Text.NotGiven;
    public Text Tenant = Text.NotGiven;
    public Text Team = Text.NotGiven;
    public bool HasSubject;
    public bool HasAction;
    public bool HasResource;
    public bool HasContext;
    public string? Fault;

    /// <summary>The question it asks; meaningful when it has no <see cref="Fault"/>.</summary>
    public readonly Question Question(char[] characters) => new()
    {
        SubjectType = SubjectType.In(characters),
        SubjectId = SubjectId.In(characters),
        SubjectCustomer = SubjectCustomer.In(characters),
        Action = Action.In(characters),
        Type = ResourceType.In(characters),
        Id = ResourceId.In(characters),
        Customer = Customer.In(characters),
        Tenant = Tenant.In(characters),
        Team = Team.In(characters),
    };

    /// <summary>What it lacks, the defaults not counted; null when it is whole.</summary>
    public readonly string? Lacks() =>
        !HasSubject ? "subject is missing" : !HasAction ? "action is missing" : !HasResource ? "resource is missing" : null;

    /// <summary>Takes from the defaults each member that it has not itself.</summary>
    public void Default(in Evaluation defaults)
    {
        if (!HasSubject && defaults.HasSubject)
            (HasSubject, SubjectType, SubjectId, SubjectCustomer) = (true, defaults.SubjectType, defaults.SubjectId, defaults.SubjectCustomer);
        if (!HasAction && defaults.HasAction)
            (HasAction, Action) = (true, defaults.Action);
        if (!HasResource && defaults.HasResource)
            (HasResource, ResourceType, ResourceId, Customer, Tenant, Team) = (true, defaults.ResourceType, defaults.ResourceId, defaults.Customer, defaults.Tenant, defaults.Team);
        Fault ??= Lacks();
    }
}

/// <summary>Reads the body of an evaluation or evaluations request (AuthZEN 1.0, 6 and 7) in one pass over its bytes, without building a document.</summary>
internal ref struct EvaluationReader
{
    private const int MaxDepth = 32;

    private readonly char[] _characters;
    private Utf8JsonReader _json;
    private int _used;

    private EvaluationReader(ReadOnlySpan<byte> body, char[] characters)
    {
        _characters = characters;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Reads a request.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="characters">Takes the texts; at least as long as the body.</param>
    /// <param name="batch">Takes the items of <c>evaluations</c>, when that member is taken; null: the request is a single evaluation and the member is ignored.</param>
    /// <param name="evaluation">The evaluation, or the defaults of a batch.</param>
    /// <param name="semantic">How far a batch goes.</param>
    /// <returns>What is wrong with the request as a whole; null when nothing is.</returns>
    public static string? Read(ReadOnlySpan<byte> body, char[] characters, List<Evaluation>? batch, out Evaluation evaluation, out Semantic semantic)
    {
        evaluation = new();
        semantic = Semantic.ExecuteAll;
        if (!Utf8.IsValid(body)) return "the body is not UTF-8";
        var reader = new EvaluationReader(body, characters);
        try
        {
            if (!reader._json.Read() || reader._json.TokenType != JsonTokenType.StartObject) return "the body is not a JSON object";
            reader.ReadEvaluation(ref evaluation, batch, ref semantic);
            return evaluation.Fault is null && reader._json.Read() ? "there is something after the JSON object" : evaluation.Fault;
        }
        catch (JsonException)
        {
            return "the body is not JSON, or nested too deep";
        }
        catch (InvalidOperationException)
        {
            return "a text holds half a surrogate pair";
        }
    }

    private void ReadEvaluation(ref Evaluation evaluation, List<Evaluation>? batch, ref Semantic semantic)
    {
        bool hasBatch = false, hasOptions = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("subject"u8))
            {
                if (IsAgain(ref evaluation.HasSubject, ref evaluation, "subject")) continue;
                ReadSubject(ref evaluation);
            }
            else if (_json.ValueTextEquals("action"u8))
            {
                if (IsAgain(ref evaluation.HasAction, ref evaluation, "action")) continue;
                ReadAction(ref evaluation);
            }
            else if (_json.ValueTextEquals("resource"u8))
            {
                if (IsAgain(ref evaluation.HasResource, ref evaluation, "resource")) continue;
                ReadResource(ref evaluation);
            }
            else if (_json.ValueTextEquals("context"u8))
            {
                if (IsAgain(ref evaluation.HasContext, ref evaluation, "context")) continue;
                if (IsObject(ref evaluation, "context is not an object")) _json.Skip();
            }
            else if (batch is not null && _json.ValueTextEquals("evaluations"u8))
            {
                if (IsAgain(ref hasBatch, ref evaluation, "evaluations")) continue;
                ReadItems(ref evaluation, batch);
            }
            else if (batch is not null && _json.ValueTextEquals("options"u8))
            {
                if (IsAgain(ref hasOptions, ref evaluation, "options")) continue;
                ReadOptions(ref evaluation, ref semantic);
            }
            else
            {
                _json.Read();
                _json.Skip();
            }
        }
    }

    private void ReadItems(ref Evaluation whole, List<Evaluation> items)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            whole.Fault ??= "evaluations is not an array";
            _json.Skip();
            return;
        }

        var ignored = Semantic.ExecuteAll;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            var item = new Evaluation();
            if (_json.TokenType == JsonTokenType.StartObject)
            {
                ReadEvaluation(ref item, batch: null, ref ignored);
            }
            else
            {
                item.Fault = "the evaluation is not an object";
                _json.Skip();
            }

            items.Add(item);
        }
    }

    private void ReadOptions(ref Evaluation whole, ref Semantic semantic)
    {
        if (!IsObject(ref whole, "options is not an object")) return;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isSemantic = _json.ValueTextEquals("evaluations_semantic"u8);
            _json.Read();
            if (isSemantic)
            {
                if (_json.TokenType == JsonTokenType.String && _json.ValueTextEquals("execute_all"u8)) semantic = Semantic.ExecuteAll;
                else if (_json.TokenType == JsonTokenType.String && _json.ValueTextEquals("deny_on_first_deny"u8)) semantic = Semantic.DenyOnFirstDeny;
                else if (_json.TokenType == JsonTokenType.String && _json.ValueTextEquals("permit_on_first_permit"u8)) semantic = Semantic.PermitOnFirstPermit;
                else whole.Fault ??= "options.evaluations_semantic is none of execute_all, deny_on_first_deny, permit_on_first_permit";
            }

            _json.Skip();
        }
    }

    private void ReadSubject(ref Evaluation evaluation)
    {
        if (!IsObject(ref evaluation, "subject is not an object")) return;
        var hasProperties = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("type"u8)) ReadText(ref evaluation, ref evaluation.SubjectType, "subject.type");
            else if (_json.ValueTextEquals("id"u8)) ReadText(ref evaluation, ref evaluation.SubjectId, "subject.id");
            else if (_json.ValueTextEquals("properties"u8))
            {
                if (IsAgain(ref hasProperties, ref evaluation, "subject.properties")) continue;
                var none = Text.NotGiven;
                ReadProperties(ref evaluation, ref evaluation.SubjectCustomer, ref none, ref none, "subject.properties is not an object");
            }
            else
            {
                _json.Read();
                _json.Skip();
            }
        }

        if (evaluation.SubjectType.Length < 0 || evaluation.SubjectId.Length < 0) evaluation.Fault ??= "subject lacks a type or an id";
    }

    private void ReadAction(ref Evaluation evaluation)
    {
        if (!IsObject(ref evaluation, "action is not an object")) return;
        var hasProperties = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("name"u8)) ReadText(ref evaluation, ref evaluation.Action, "action.name");
            else if (_json.ValueTextEquals("properties"u8))
            {
                if (IsAgain(ref hasProperties, ref evaluation, "action.properties")) continue;
                if (IsObject(ref evaluation, "action.properties is not an object")) _json.Skip();
            }
            else
            {
                _json.Read();
                _json.Skip();
            }
        }

        if (evaluation.Action.Length < 0) evaluation.Fault ??= "action lacks a name";
    }

    private void ReadResource(ref Evaluation evaluation)
    {
        if (!IsObject(ref evaluation, "resource is not an object")) return;
        var hasProperties = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("type"u8)) ReadText(ref evaluation, ref evaluation.ResourceType, "resource.type");
            else if (_json.ValueTextEquals("id"u8)) ReadText(ref evaluation, ref evaluation.ResourceId, "resource.id");
            else if (_json.ValueTextEquals("properties"u8))
            {
                if (IsAgain(ref hasProperties, ref evaluation, "resource.properties")) continue;
                ReadProperties(ref evaluation, ref evaluation.Customer, ref evaluation.Tenant, ref evaluation.Team, "resource.properties is not an object");
            }
            else
            {
                _json.Read();
                _json.Skip();
            }
        }

        if (evaluation.ResourceType.Length < 0 || evaluation.ResourceId.Length < 0) evaluation.Fault ??= "resource lacks a type or an id";
    }

    /// <summary>The law's properties; others are ignored. One that is no text is a name that nothing has.</summary>
    private void ReadProperties(ref Evaluation evaluation, ref Text customer, ref Text tenant, ref Text team, string fault)
    {
        if (!IsObject(ref evaluation, fault)) return;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var which = _json.ValueTextEquals("customer"u8) ? 1 : _json.ValueTextEquals("tenant"u8) ? 2 : _json.ValueTextEquals("team"u8) ? 3 : 0;
            _json.Read();
            if (which != 0)
            {
                var text = _json.TokenType == JsonTokenType.String ? Copy() : new Text(0, 0);
                if (which == 1) customer = text;
                else if (which == 2) tenant = text;
                else team = text;
            }

            _json.Skip();
        }
    }

    private void ReadText(ref Evaluation evaluation, ref Text text, string member)
    {
        _json.Read();
        if (text.Length >= 0) evaluation.Fault ??= "a member is given twice: " + member;
        if (_json.TokenType == JsonTokenType.String) text = Copy();
        else evaluation.Fault ??= member + " is not a text";
        _json.Skip();
    }

    private Text Copy()
    {
        var length = _json.CopyString(_characters.AsSpan(_used));
        var text = new Text(_used, length);
        _used += length;
        return text;
    }

    /// <summary>Moves to the member's value; when it is no object, says so and passes it over.</summary>
    private bool IsObject(ref Evaluation evaluation, string fault)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject) return true;
        evaluation.Fault ??= fault;
        _json.Skip();
        return false;
    }

    /// <summary>A member given twice could be read one way here and another way elsewhere: it is a fault.</summary>
    private bool IsAgain(ref bool seen, ref Evaluation evaluation, string member)
    {
        if (!seen)
        {
            seen = true;
            return false;
        }

        evaluation.Fault ??= "a member is given twice: " + member;
        _json.Read();
        _json.Skip();
        return true;
    }
}
