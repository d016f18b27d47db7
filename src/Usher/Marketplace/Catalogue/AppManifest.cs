using System.Text.Json;
using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>How an app connects to the host that it works with.</summary>
public enum AppConnection
{
    /// <summary>It needs nothing but its configuration.</summary>
    None,

    /// <summary>By a key that whoever configures it enters.</summary>
    ApiKey,

    /// <summary>By OAuth 2: authorization code with PKCE (RFC 6749, RFC 7636).</summary>
    [JsonStringEnumMemberName("oauth")]
    OAuth,
}

/// <summary>A scope that an app's integration user would have, and what for.</summary>
/// <param name="Scope">As a key's scopes are written: <c>call/read:sales</c>.</param>
/// <param name="Needed">Whether the app does not work without it.</param>
/// <param name="Why">What for, in one sentence.</param>
public sealed record AppScope(string Scope, bool Needed, string Why);

/// <summary>One step of bringing a stored configuration to a new version's schema. Exactly one of the three acts is given.</summary>
/// <param name="Member">The member it is about, as a JSON pointer.</param>
/// <param name="To">Moves it there, as a JSON pointer.</param>
/// <param name="Value">Sets it to this where it is not set.</param>
/// <param name="Remove">Removes it.</param>
public sealed record AppMigration(string Member, string? To = null, JsonElement? Value = null, bool Remove = false);

/// <summary>
/// An app, or a new version of it, as whoever publishes it describes it: the body of the API and the file of <c>usher apps publish</c>.
/// </summary>
/// <param name="Slug">Its short name, unique in the catalogue; never changes.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Publisher">Who makes it.</param>
/// <param name="Summary">What it is good for, in a sentence.</param>
/// <param name="Categories">Its shelves in the catalogue: one to five.</param>
/// <param name="Text">What its page says, in Markdown.</param>
/// <param name="Products">The upstream products it works with; null: all.</param>
/// <param name="Price">What it costs, in words.</param>
/// <param name="Support">Where its users get help: an e-mail or https address.</param>
/// <param name="Notes">What is new in this version.</param>
/// <param name="Schema">The JSON Schema (2020-12) of its configuration; null: it has none.</param>
/// <param name="Connection">How it connects.</param>
/// <param name="Scopes">What its integration user would need; none: it has no integration user.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Migration">How stored configurations become such as the schema accepts.</param>
/// <param name="OAuth">Where it connects and as which client, when <paramref name="Connection"/> is by OAuth.</param>
public sealed record AppManifest(
    string Slug, string Name, string Publisher, string Summary, IReadOnlyList<string> Categories, string? Text = null,
    IReadOnlyList<string>? Products = null, string? Price = null, string? Support = null, string? Notes = null, JsonElement? Schema = null,
    AppConnection Connection = AppConnection.None, IReadOnlyList<AppScope>? Scopes = null, IReadOnlyList<AppMigration>? Migration = null,
    AppIcon Icon = AppIcon.Store, [property: JsonPropertyName("oauth")] OAuthProvider? OAuth = null)
{
    /// <summary>The longest text of a page, in UTF-16 units.</summary>
    public const int LongestText = 20_000;

    private const int MostScopes = 20;
    private const int MostSteps = 50;

    private static readonly string[] All = ["Enterprise", "Elite"];

    /// <summary>The products that it works with.</summary>
    internal IReadOnlyList<string> Fitting => [.. All.Where(product => Products?.Contains(product, StringComparer.Ordinal) != false)];

    /// <summary>The refusal of what cannot be published, each fault at its member; null when it can.</summary>
    internal Refusal? Fault()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Need("/slug", Inputs.Slug(Slug), Inputs.SlugSentence);
        Need("/name", Inputs.Name(Name), Inputs.NameSentence);
        Need("/publisher", Inputs.Name(Publisher), Inputs.NameSentence);
        Need("/summary", Inputs.Text(Summary), Inputs.TextSentence);
        Need("/text", PlainText.Lines(Text ?? "", LongestText), $"Use at most {LongestText:N0} characters, none of them invisible.");
        Need("/notes", PlainText.Lines(Notes ?? "", 2_000), "Use at most 2,000 characters, none of them invisible.");
        Need("/price", string.IsNullOrEmpty(Price) ? "" : Inputs.Text(Price), Inputs.TextSentence);
        Need("/support", string.IsNullOrEmpty(Support) ? "" : Inputs.Email(Support) ?? (Support.Length <= 500 ? AppSchema.Host(Support) : null),
            "Enter an e-mail address, or an address that begins with https://.");
        if (Categories is not { Count: >= 1 and <= 5 } || Categories.Any(c => Inputs.Name(c) is not { Length: <= 40 } || c.Contains(',')))
            errors["/categories"] = ["Name one to five categories of at most 40 characters, without commas."];
        foreach (var (i, product) in (Products ?? []).Index())
            Need($"/products/{i}", All.Contains(product, StringComparer.Ordinal) ? product : null, "Choose Enterprise or Elite.");
        if (Products is { Count: 0 }) errors["/products"] = ["Name at least one product, or leave this out."];
        Scoped(Scopes ?? []);
        foreach (var (pointer, sentence) in OAuthProvider.Faults(Connection, OAuth)) errors[pointer] = [sentence];
        if (Schema is { } schema && AppSchema.Read(schema, out var fault) is null) errors["/schema" + fault.Pointer] = [fault.Sentence];
        if (Migration is { Count: > MostSteps }) errors["/migration"] = [$"Use at most {MostSteps} steps."];
        foreach (var (i, step) in (Migration ?? []).Index())
            Need($"/migration/{i}", IsStep(step) ? "" : null, "Name a member by JSON pointer, and one of to, value and remove.");
        return errors.Count == 0 ? null : new Invalid(errors);

        void Need(string pointer, string? read, string sentence)
        {
            if (read is null) errors[pointer] = [sentence];
        }

        void Scoped(IReadOnlyList<AppScope> scopes)
        {
            if (scopes.Count > MostScopes) errors["/scopes"] = [$"Use at most {MostScopes} scopes."];
            foreach (var (i, scope) in scopes.Index())
            {
                Need($"/scopes/{i}/why", Inputs.Text(scope.Why), Inputs.TextSentence);
                var isKnown = scope.Scope.Length <= 200 && KeyScope.Parse(scope.Scope) is { } read && read.ToString() == scope.Scope
                    && scopes.Take(i).All(other => other.Scope != scope.Scope);
                Need($"/scopes/{i}/scope", isKnown ? "" : null, "Name each scope that an integration user can hold once.");
            }
        }
    }

    private static bool IsStep(AppMigration step) =>
        AppDocument.IsPointer(step.Member) && (step.To is null || AppDocument.IsPointer(step.To))
            && new[] { step.To is not null, step.Value is not null, step.Remove }.Count(given => given) == 1;
}
