using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Json.More;
using Json.Schema;

namespace Usher.Marketplace;

/// <summary>
/// The keyword <c>pattern</c> of JSON Schema, matched without going back: in time linear in the text, whatever the expression, and within a
/// budget for all expressions of one configuration. In place of the library's own, whose matching can be made to take for ever.
/// </summary>
[SchemaKeyword("pattern")]
[SchemaSpecVersion(SpecVersion.Draft202012)]
[Vocabulary(Vocabularies.Validation202012Id)]
[JsonConverter(typeof(Reader))]
internal sealed class QuickPattern(string pattern) : IJsonSchemaKeyword
{
    private const int Longest = 500;

    /// <summary>How long the expressions of one configuration may take together, in milliseconds: changes of others wait meanwhile.</summary>
    private const int Budget = 250;

    [ThreadStatic]
    private static long _until;

    private readonly Regex _expression = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(Budget / 2));

    /// <summary>From now on the expressions that are matched on this thread use one budget.</summary>
    public static void Begin() => _until = Environment.TickCount64 + Budget;

    /// <summary>Whether an expression is one that can be matched without going back.</summary>
    public static bool CanRead(string? pattern)
    {
        if (pattern is not { Length: <= Longest }) return false;
        try
        {
            _ = new QuickPattern(pattern);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public KeywordConstraint GetConstraint(SchemaConstraint schemaConstraint, ReadOnlySpan<KeywordConstraint> localConstraints,
        EvaluationContext context) => new("pattern", (evaluation, _) =>
        {
            if (AppSchema.Text(evaluation.LocalInstance) is not { } text) return;
            if (Environment.TickCount64 > _until) throw new RegexMatchTimeoutException();
            if (!_expression.IsMatch(text)) evaluation.Results.Fail("pattern", "This isn’t in the expected form.");
        });

    internal sealed class Reader : WeaklyTypedJsonConverter<QuickPattern>
    {
        public override QuickPattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } pattern && CanRead(pattern) ? new(pattern) : throw new JsonException("No such pattern.");

        public override void Write(Utf8JsonWriter writer, QuickPattern value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value._expression.ToString());
    }
}

/// <summary>How the keyword is read, for a library that reads without reflection.</summary>
[JsonSerializable(typeof(QuickPattern))]
internal sealed partial class QuickPatternJson : JsonSerializerContext;
