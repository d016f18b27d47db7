using System.Text.Json;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Web.Hosting;

namespace Usher.Web.AuthZen;

/// <summary>A refusal that may be asked about: who heard it, the question, and until when a request can be bound to it.</summary>
/// <param name="Id">The evaluation's own id.</param>
/// <param name="Question">The question, as it was understood.</param>
/// <param name="Expires">From then on it binds nothing.</param>
public sealed record Denial(Guid Id, string Question, DateTimeOffset Expires);

/// <summary>
/// Says of a refusal that access can be requested (AuthZEN Access Request and Approval Profile, draft 1 of June 2026): by an
/// <c>evaluation_id</c> that is sealed, so that the server that made it, and no other, knows the question, whoever asked, and its end again
/// without having kept them.
/// </summary>
/// <param name="heads">Where the server's secret is.</param>
/// <param name="settings">Where the server is reached from outside.</param>
public sealed class Denials(TreeHeads heads, UsherSettings settings)
{
    /// <summary>How long a request can be bound to a refusal.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private const int LongestQuestion = 1_200;

    private readonly Lazy<Cursors> _seal = new(() => new(heads.Secret("denials")));

    /// <summary>The refusal of this id, as it was said to this asker; null: there was none.</summary>
    public Denial? Read(Asker asker, string id) => _seal.Value.Read(Of(asker), id) is { } found
        ? new(found.Id, found.Key, new DateTimeOffset(found.Begun, TimeSpan.Zero)) : null;

    /// <summary>The ways to request access: what is in the catalogue of this refusal, and no other thing.</summary>
    internal static IReadOnlyList<Remedy> Ways(in Answer answer) => answer is { Decision.Allowed: false, Asked: { Actor.Kind: ActorKind.User } asked }
        && Authorizer.Decide(asked.Actor, Permission.AccessRequestCreate, Target.Of(asked.Actor.Home!) with { Subject = asked.Actor.Id }, answer.At).Allowed
        ? [.. Authorizer.Askable(asked.Actor, asked.Permission, asked.Target, answer.At).Where(way => way.Give is not null)] : [];

    /// <summary>How a way is written in requests.</summary>
    internal static string Name(Remedy way) => $"{way.Kind switch
    {
        RemedyKind.CustomRole => "custom-role",
        RemedyKind.ConnectRole => "role",
        RemedyKind.Level => "level",
        _ => "tenant",
    }}:{way.Give}";

    /// <summary>Writes the members of a refusal's context, where there is a way.</summary>
    internal void Write(Utf8JsonWriter json, Asker asker, in Evaluation evaluation, char[] characters, in Answer answer)
    {
        if (Ways(answer) is not [var first, ..]) return;
        var question = Receipts.Question(evaluation, characters).GetRawText();
        if (question.Length > LongestQuestion) return;
        var expires = new DateTimeOffset(answer.At.UtcTicks - (answer.At.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) + Lasts;
        var id = _seal.Value.Write(Of(asker), new(question, Guid.CreateVersion7(answer.At), expires.UtcTicks));
        json.WriteString("evaluation_id", id);
        json.WriteStartObject("access_request");
        if (settings.PublicUrl is { } here)
        {
            json.WriteString("endpoint", $"{here}{AccessRequestDoor.Path}");
            json.WriteString("request_schema_url", $"{here}{AccessRequestDoor.Path}/schema");
            json.WriteString("request_catalogs_url", $"{here}{AccessRequestDoor.Path}/catalogs?evaluation_id={id}");
        }

        json.WriteString("expires_at", expires);
        json.WriteStartObject("display");
        json.WriteString("title", "Request access");
        json.WriteString("description", $"Request {first.Name ?? first.Give} in Usher. Someone who can grant it decides.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Of(Asker asker) => $"denial {asker.Id}";
}
