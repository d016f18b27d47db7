using System.Text;
using System.Text.Json;
using Usher.Access;
using Usher.Platform;

namespace Usher.Web.AuthZen;

/// <summary>An answer and what it was made from.</summary>
/// <param name="Decision">Yes or no.</param>
/// <param name="Asked">The question looked up; null when it names no subject or permission.</param>
/// <param name="At">The server's time it was judged at.</param>
public readonly record struct Answer(Decision Decision, Asked? Asked, DateTimeOffset At);

/// <summary>Answers questions from snapshots. Nothing is kept by question; without a call in it, no query is made.</summary>
public sealed class Decider(Snapshots snapshots, AskedCalls calls, Receipts receipts, Denials denials, TimeProvider clock)
{
    /// <summary>Decides one evaluation.</summary>
    /// <remarks>A client that goes away is not waited for, nor does it stop what others wait for too.</remarks>
    internal ValueTask<Answer> Decide(Asker asker, in Evaluation evaluation, char[] characters)
    {
        var platform = snapshots.Platform(CancellationToken.None);
        if (!platform.IsCompletedSuccessfully) return Slowly(asker, evaluation, characters, platform);
        var question = evaluation.Question(characters);
        return TryFind(asker, question.CustomerToFind, out var customer)
            ? Decide(asker, question, customer, platform.Result)
            : Slowly(asker, evaluation, characters, platform);
    }

    /// <summary>Writes an answer with what was wished for.</summary>
    internal void Write(Utf8JsonWriter json, Asker asker, in Evaluation evaluation, char[] characters, in Answer answer, Wish wish)
    {
        json.WriteStartObject();
        json.WriteBoolean("decision", answer.Decision.Allowed);
        json.WriteStartObject("context");
        var version = answer.Asked?.Target.Customer?.Version;
        if (wish.HasFlag(Wish.Explain)) Explain(json, answer, version);
        if (wish.HasFlag(Wish.AccessRequest)) denials.Write(json, asker, evaluation, characters, answer);
        if (wish.HasFlag(Wish.Receipt)) json.WriteString("receipt", receipts.Make(asker, evaluation, characters, answer, version));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Verifies a receipt and says whether the answer would be the same now.</summary>
    public async Task<object> CheckReceipt(Asker asker, string token)
    {
        if (receipts.Read(token) is not { } receipt || receipt.Asker != asker.Id) return new { valid = false };
        var question = Encoding.UTF8.GetBytes(receipt.Question.GetRawText());
        var characters = new char[question.Length];
        if (EvaluationReader.Read(question, characters, batch: null, out var evaluation, out _) is not null) return new { valid = false };
        var now = await Decide(asker, evaluation, characters);
        return new { valid = true, decision = receipt.Decision, at = receipt.At, version = receipt.Version, now = now.Decision.Allowed,
            same = now.Decision.Allowed == receipt.Decision };
    }

    /// <summary>The reason as a machine may learn it: no names of people. What may not be seen and what is not there sound alike.</summary>
    private static void Explain(Utf8JsonWriter json, in Answer answer, long? version)
    {
        if (answer.Asked is not { } asked)
        {
            json.WriteString("reason", new NotFound().Sentence);
            return;
        }

        var why = Authorizer.Explain(asked.Actor, asked.Permission, asked.Target, answer.At, asker: Actor.System);
        json.WriteString("reason", why.Sentence);
        if (why.Rule is { } rule) json.WriteString("rule", rule);
        if (why.Grant is { } grant)
        {
            json.WriteStartObject("grant");
            json.WriteString("kind", grant.Kind);
            json.WriteString("name", grant.Name);
            if (grant.Until is { } until) json.WriteString("until", until);
            json.WriteEndObject();
        }

        if (why.Change is { } change) json.WriteString("change", change);
        if (version is { } known) json.WriteNumber("version", known);
    }

    private ValueTask<Answer> Decide(Asker asker, in Question question, CustomerSnapshot? customer, PlatformSnapshot platform)
    {
        var now = clock.GetUtcNow();
        // To a customer's own key another customer, and what lies outside any, is like a missing one.
        if (asker.Customer is not null && customer is null) return ValueTask.FromResult(new Answer(new(false, Ground.Missing), null, now));
        if (!question.TryResolve(customer, asker.Known(platform), out var asked))
            return ValueTask.FromResult(new Answer(new(false, Ground.Missing), null, now));
        return asked.NeedsCall
            ? WithCall(asker, asked, question.Id.ToString(), now)
            : ValueTask.FromResult(new Answer(Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, now), asked, now));
    }

    private async ValueTask<Answer> WithCall(Asker asker, Asked asked, string id, DateTimeOffset now)
    {
        asked = asked.With(await calls.Find(asker, asked.Target.Customer!, id, now));
        return new(Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, now), asked, now);
    }

    /// <summary>The customer a question needs; false when it is not in memory. A customer's own key causes no look for another.</summary>
    private bool TryFind(Asker asker, ReadOnlySpan<char> slug, out CustomerSnapshot? customer)
    {
        customer = null;
        if (slug.IsEmpty || asker.Hides(slug)) return true;
        customer = snapshots.InMemory(slug);
        return customer is not null;
    }

    private async ValueTask<Answer> Slowly(Asker asker, Evaluation evaluation, char[] characters, ValueTask<PlatformSnapshot> platform)
    {
        var people = await platform;
        var slug = evaluation.Question(characters).CustomerToFind;
        var customer = slug.IsEmpty || asker.Hides(slug) ? null : await snapshots.Customer(slug.ToString(), CancellationToken.None);
        return await Decide(asker, evaluation.Question(characters), customer, people);
    }
}
