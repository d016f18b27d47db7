using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Usher.Client;

/// <summary>
/// Decisions of the last moment. Each counts from when it was asked for, not from when it came: what was revoked after that may have been
/// decided before. Faults are not kept.
/// </summary>
internal sealed class AnswerCache(IOptions<UsherOptions> options, TimeProvider clock)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Question, (long Asked, bool Allowed)> _answers = new();

    private TimeSpan CacheFor => options.Value.CacheFor;

    /// <summary>The moment a question is asked at.</summary>
    public long Now => clock.GetTimestamp();

    public Answer? Find(Question question) =>
        CacheFor > TimeSpan.Zero && _answers.TryGetValue(question, out var known) && clock.GetElapsedTime(known.Asked) < CacheFor
            ? Answer.Decided(known.Allowed)
            : null;

    public void Keep(Question question, Answer answer, long asked)
    {
        if (CacheFor <= TimeSpan.Zero || answer.Fault is not null) return;
        // What is not asked for again is let go of with all the rest: nothing here is worth more than a second.
        if (_answers.Count >= Most) _answers.Clear();
        _answers[question] = (asked, answer.Allowed);
    }
}
