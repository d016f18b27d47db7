using Usher.Access;
using Usher.Calls.Words;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// The full-text index as each database has it (made by the migration <c>BesideTheModel</c>, kept by triggers): each key of a call twice
/// for each of its readers, once among the words of the whole call and once, where the summary has it, among the words that are shown to
/// all who see the call, behind a mark that says whose it is, on what ground they see the call, and which of the two. A search reads the
/// entries of the marks that the viewer may read now, so neither its answer nor its work follows from anything else. What is found counts
/// only when joined with the readers of a call.
/// </summary>
internal static class SearchIndex
{
    /// <summary>What an entry of PostgreSQL begins with, behind its mark, that is the first letters of keys.</summary>
    private const char Beginnings = '\uE007';

    private const int FirstLetters = 3;

    /// <summary>
    /// What a search that the viewer makes may read: for each principal and ground the whole call, or what is shown of it, as the decision
    /// about such a call says.
    /// </summary>
    public static IReadOnlyList<string> Marks(Work work, IReadOnlyList<Guid> principals, bool owned)
    {
        var teams = work.Customer.Facts.Teams.Select(t => t.Id).ToHashSet();
        var marks = new List<string>();
        foreach (var principal in principals)
        {
            if (principal != work.Actor.Id)
            {
                marks.Add(teams.Contains(principal)
                    ? Mark(principal, Ground.Team, new() { Id = default, Owner = default, Teams = [principal] })
                    : Mark(principal, Ground.Channel, new() { Id = default, Owner = default, Channels = [principal] }));
                continue;
            }

            marks.Add(Mark(principal, Ground.Owner, new() { Id = default, Owner = principal }));
            if (!owned)
                marks.Add(Mark(principal, Ground.Shared,
                    new() { Id = default, Owner = default, SharedWith = [new(principal, DateTimeOffset.MaxValue)] }));
        }

        return marks;

        string Mark(Guid principal, Ground ground, CallFacts such) =>
            SearchIndex.Mark(principal, ground, FindCalls.MayReadWhole(work, such));
    }

    /// <summary>Whether words are found in the whole of a call that the viewer opened to troubleshoot.</summary>
    public static bool OpenedWhole(Work work) =>
        FindCalls.MayReadWhole(work, new() { Id = default, Owner = default, OpenedBy = [new(work.Actor.Id, DateTimeOffset.MaxValue)] });

    /// <summary>
    /// What entries begin with. The last twelve characters of the id are enough: two that happen to have them in common share entries, and
    /// only what is joined with the readers counts.
    /// </summary>
    public static string Mark(Guid principal, Ground ground, bool whole) =>
        $"{principal.ToString("N")[^12..]}{char.ToLowerInvariant(StoredNames.Of(ground)[0])}{(whole ? 'w' : 's')}";

    /// <summary>What FTS5 is asked for the calls that have all words of one of these groups behind one of the marks.</summary>
    public static string Match(IReadOnlyList<string> marks, IEnumerable<IReadOnlyList<AskedWord>> groups)
    {
        return string.Join(" OR ", groups.SelectMany(_ => marks, (words, mark) => $"({string.Join(" AND ", words.Select(w => AnyOf(mark, w)))})"));

        // Keys are letters and digits alone: nothing in them can end a quotation.
        static string AnyOf(string mark, AskedWord word) =>
            $"({string.Join(" OR ", word.AnyOf.Select(key => $"\"{mark}{key}\"").Concat(word.Beginnings.Select(key => $"\"{mark}{key}\" *")))})";
    }

    /// <summary>
    /// The same for PostgreSQL, whose index knows whole entries only. It is asked for words that must all be there, parted by spaces; what
    /// is found must have one of each of the others as well, where one with a star is the beginning of an entry. Where no word is certain,
    /// it is asked for each form of the first; for a beginning by its first letters, which each key has an entry of.
    /// </summary>
    public static List<(string Words, List<List<string>> Others)> Askings(IReadOnlyList<string> marks,
        IEnumerable<IReadOnlyList<AskedWord>> groups)
    {
        var askings = new List<(string Words, List<List<string>> Others)>();
        foreach (var words in groups)
        {
            string[] certain = [.. words.Where(w => w.AnyOf.Count == 1 && w.Beginnings.Count == 0).Select(w => w.AnyOf[0])];
            var uncertain = words.Where(w => w.AnyOf.Count != 1 || w.Beginnings.Count > 0).OrderBy(w => w.Beginnings.Count).ToList();
            foreach (var mark in marks)
            {
                if (certain.Length > 0)
                {
                    Ask(mark, certain, uncertain);
                    continue;
                }

                foreach (var form in uncertain[0].AnyOf) Ask(mark, [form], uncertain.Skip(1));
                foreach (var letters in uncertain[0].Beginnings.Select(First).Distinct(StringComparer.Ordinal))
                    Ask(mark, [letters], uncertain);
            }
        }

        return askings;

        void Ask(string mark, IEnumerable<string> all, IEnumerable<AskedWord> others) => askings.Add((
            string.Join(' ', all.Select(word => mark + word)),
            [.. others.Select(w => w.AnyOf.Select(key => mark + key).Concat(w.Beginnings.Select(key => $"{mark}{key}*")).ToList())]));

        static string First(string beginning) => Beginnings + string.Concat(beginning.EnumerateRunes().Take(FirstLetters));
    }

    /// <summary>
    /// Takes out of the index of SQLite some of what it is to forget, in a short change of its own. What is to be forgotten is found by
    /// nobody anyway: it is no more, or the one whose mark it has sees the call no more. (PostgreSQL's index forgets by itself.)
    /// </summary>
    /// <returns>Whether there is more.</returns>
    public static async Task<bool> Forget(Store store, CancellationToken ct)
    {
        const int most = 250;
        if (store is not SqliteStore) return false;
        await using var db = store.Context(Guid.Empty);
        await using var turn = await store.BeginWrite(db, ct);
        await using var command = db.Command();
        command.CommandText = "SELECT id, text_id, words FROM search_forgotten ORDER BY id LIMIT 1";
        var (id, text, words) = (0L, 0L, "");
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct)) return false;
            (id, text, words) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
        }

        var keys = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        command.Add("@id", id);
        command.Add("@text", text);
        command.Add("@now", string.Join(' ', keys.Take(most)));
        command.Add("@later", string.Join(' ', keys.Skip(most)));
        // FTS5 counts its documents: for each part but the last it is told of one more, of no words.
        command.CommandText = keys.Length > most
            ? """
              INSERT INTO search_words(rowid, words) VALUES (@text, '');
              INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', @text, @now);
              UPDATE search_forgotten SET words = @later WHERE id = @id;
              """
            : """
              INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', @text, @now);
              DELETE FROM search_forgotten WHERE id = @id;
              """;
        await command.ExecuteNonQueryAsync(ct);
        await turn.Commit();
        return true;
    }
}
