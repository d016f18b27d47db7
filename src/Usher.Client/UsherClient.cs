using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Usher.Client;

/// <summary>
/// Asks Usher who may do what: the decision API, AuthZEN Authorization API 1.0. A question that is not answered, whatever the reason, is
/// answered by no; a search that is not answered is an exception.
/// </summary>
/// <remarks>Safe to share among threads; <see cref="UsherServices.AddUsher"/> registers it.</remarks>
public sealed class UsherClient
{
    private const int InBatch = 1_000;
    private const int LongestAnswer = 64 << 10;
    private const int LongestPage = 8 << 20;

    private readonly Exchange _usher;
    private readonly AnswerCache _cache;

    internal UsherClient(Exchange usher, AnswerCache cache)
    {
        _usher = usher;
        _cache = cache;
    }

    /// <summary>Whether somebody may do something.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Yes only if Usher said so.</returns>
    public async Task<Answer> Evaluate(Question question, CancellationToken ct = default)
    {
        if (_cache.Find(question) is { } known) return known;
        var asked = _cache.Now;
        var received = await _usher.Send("access/v1/evaluation", Body(question.Write), LongestAnswer, ct);
        var answer = received.Body is { } body ? Decision(body) : Answer.Without(received.Fault);
        _cache.Keep(question, answer, asked);
        return answer;
    }

    /// <summary>Several questions at once.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>As many answers, in the order of the questions.</returns>
    public async Task<IReadOnlyList<Answer>> EvaluateAll(IReadOnlyList<Question> questions, CancellationToken ct = default)
    {
        var answers = new Answer?[questions.Count];
        for (var i = 0; i < answers.Length; i++) answers[i] = _cache.Find(questions[i]);
        foreach (var batch in Enumerable.Range(0, answers.Length).Where(i => answers[i] is null).ToList().Chunk(InBatch))
        {
            var asked = _cache.Now;
            var given = await Evaluate(batch, questions, ct);
            for (var i = 0; i < batch.Length; i++)
            {
                answers[batch[i]] = given[i];
                _cache.Keep(questions[batch[i]], given[i], asked);
            }
        }

        return Array.ConvertAll(answers, answer => answer!.Value);
    }

    /// <summary>Everyone who may do something.</summary>
    /// <param name="type">Of which kind: <c>user</c>, <c>staff</c> or <c>integration-user</c>.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">On what.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="SearchFailed">Usher did not answer; what was found before may not be all.</exception>
    public IAsyncEnumerable<Subject> SearchSubjects(string type, string action, Resource resource, CancellationToken ct = default) =>
        Search("subject", json =>
        {
            json.WriteStartObject("subject");
            json.WriteString("type", type);
            json.WriteEndObject();
            Question.WriteAction(json, action);
            resource.Write(json);
        }, one => Text(one, "type") is { } of && Text(one, "id") is { } id ? new Subject(of, id, Property(one, "customer")) : null, ct);

    /// <summary>Everything with which somebody may do something.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="action">The action.</param>
    /// <param name="among">Of which type, in which customer, tenant and team; its id is not looked at.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The things; the customer's own slug among them is the permission there at all.</returns>
    /// <exception cref="SearchFailed">Usher did not answer; what was found before may not be all.</exception>
    public IAsyncEnumerable<Resource> SearchResources(Subject subject, string action, Resource among, CancellationToken ct = default) =>
        Search("resource", json => new Question(subject, action, among).Write(json),
            one => Text(one, "type") is { } type && Text(one, "id") is { } id
                ? new Resource(type, id, Property(one, "customer"), Property(one, "tenant"), Property(one, "team"))
                : null, ct);

    /// <summary>All that somebody may do with something.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="resource">With what.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="SearchFailed">Usher did not answer; what was found before may not be all.</exception>
    public IAsyncEnumerable<string> SearchActions(Subject subject, Resource resource, CancellationToken ct = default) =>
        Search("action", json =>
        {
            subject.Write(json);
            resource.Write(json);
        }, one => Text(one, "name"), ct);

    private async Task<Answer[]> Evaluate(int[] batch, IReadOnlyList<Question> questions, CancellationToken ct)
    {
        var body = Body(json =>
        {
            json.WriteStartArray("evaluations");
            foreach (var i in batch)
            {
                json.WriteStartObject();
                questions[i].Write(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        var received = await _usher.Send("access/v1/evaluations", body, LongestAnswer + (batch.Length * 1_024), ct);
        if (received.Body is not { } answer) return All(received.Fault);
        // One answer too few or too many, and no answer is known to be that of its question.
        if (!answer.TryGetProperty("evaluations", out var answers) || answers.ValueKind != JsonValueKind.Array
            || answers.GetArrayLength() != batch.Length)
            return All(Fault.NotAnAnswer);
        return [.. answers.EnumerateArray().Select(Decision)];

        Answer[] All(Fault fault) => [.. batch.Select(_ => Answer.Without(fault))];
    }

    private async IAsyncEnumerable<T> Search<T>(string what, Action<Utf8JsonWriter> query, Func<JsonElement, T?> read,
        [EnumeratorCancellation] CancellationToken ct)
        where T : class
    {
        var token = "";
        do
        {
            var from = token;
            var received = await _usher.Send($"access/v1/search/{what}", Body(json =>
            {
                query(json);
                json.WriteStartObject("page");
                json.WriteString("token", from);
                json.WriteEndObject();
            }), LongestPage, ct);
            if (received.Body is not { } body) throw new SearchFailed(received.Fault);
            if (!body.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array
                || !body.TryGetProperty("page", out var page) || Text(page, "next_token") is not { } next)
                throw new SearchFailed(Fault.NotAnAnswer);
            // The same part over and over is no list.
            if (next == from && next.Length > 0) throw new SearchFailed(Fault.NotAnAnswer);
            foreach (var result in results.EnumerateArray()) yield return read(result) ?? throw new SearchFailed(Fault.NotAnAnswer);
            token = next;
        }
        while (token.Length > 0);
    }

    /// <summary>Yes and no are JSON's own, and nothing else is either.</summary>
    private static Answer Decision(JsonElement answer) =>
        answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("decision", out var decision) ? Answer.Without(Fault.NotAnAnswer)
        : decision.ValueKind == JsonValueKind.True ? Answer.Decided(allowed: true)
        : decision.ValueKind == JsonValueKind.False ? Answer.Decided(allowed: false)
        : Answer.Without(Fault.NotAnAnswer);

    private static string? Text(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static string? Property(JsonElement of, string name) =>
        of.TryGetProperty("properties", out var properties) ? Text(properties, name) : null;

    private static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> write)
    {
        var to = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return to.WrittenMemory;
    }
}
