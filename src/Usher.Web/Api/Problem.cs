using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>A problem document (RFC 9457): the answer to everything that was not done.</summary>
/// <param name="Type">A stable address for this kind of problem.</param>
/// <param name="Title">The kind, in a few words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for a person.</param>
/// <param name="Code">The refusal's name, like LastCustomerAdmin.</param>
/// <param name="TraceId">What to tell whoever runs the server.</param>
/// <param name="Errors">By JSON pointer (RFC 6901): what is wrong with that member; null where no member is at fault.</param>
/// <param name="Why">Of what is not allowed: what is missing, who can help, and how to ask.</param>
/// <param name="Preview">Of a change that no longer does what its preview showed: what it would do now. The ETag confirms it.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string TraceId,
    IReadOnlyDictionary<string, string[]>? Errors, Why? Why, ChangePreview? Preview)
{
    /// <summary>How it is labelled on the wire.</summary>
    public const string ContentType = "application/problem+json";
}
