using Usher.Platform;

namespace Usher.Data;

/// <summary>Whether row-level security is on everywhere, and holds for Usher's role in the database.</summary>
internal sealed class ExamineRows : IExamine
{
    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task<IEnumerable<Finding>> Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct) =>
        store is not PostgresStore postgres ? [] :
    [
        await postgres.Guards(db, ct) switch
        {
            { Bypasses: true } guards =>
                new("row-level security", Standing.Bad,
                    $"the role {guards.Role} is a superuser or can bypass it: give Usher its own role (CREATE ROLE usher LOGIN; ALTER " +
                    "DATABASE … OWNER TO usher)"),
            { Unguarded: [_, ..] tables } =>
                new("row-level security", Standing.Bad, $"not on {string.Join(", ", tables)}: `usher migrate`"),
            var guards =>
                new("row-level security", Standing.Good,
                    $"on every table with customers' rows, and the role {guards.Role} can't bypass it"),
        },
    ];
}
