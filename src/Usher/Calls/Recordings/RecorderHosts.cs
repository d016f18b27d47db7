using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Directory;

namespace Usher.Calls.Recordings;

/// <summary>
/// The hosts of recorders to which an organization allows links. Without such a row it allows none.
/// </summary>
public sealed class RecorderHosts : ICustomerOwned, IRevised
{
    /// <summary>The most hosts.</summary>
    internal const int Most = 20;

    /// <summary>The message for a host that is not valid.</summary>
    internal const string Sentence = "Enter a host name such as rec.example.com, or *.example.com for all below it: no address in numbers, port or path.";

    private const string Below = "*.";

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The hosts in order, with a space between them: each a name, or <c>*.</c> and a name for all below it.</summary>
    [Audited]
    public required string Hosts { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    /// <summary>The hosts as a list.</summary>
    internal IReadOnlyList<string> List => Split(Hosts);

    /// <summary>What is allowed now. One query.</summary>
    internal static async Task<IReadOnlyList<string>> Allowed(UsherDb db, CancellationToken ct = default) =>
        Split(await db.Set<RecorderHosts>().Select(one => one.Hosts).FirstOrDefaultAsync(ct) ?? "");

    /// <summary>Whether a list allows a host; a name below allows not itself, as in a certificate, but all below it.</summary>
    /// <param name="allowed">As <see cref="Pattern"/> reads them.</param>
    /// <param name="host">A name as <see cref="HostName"/> reads it.</param>
    internal static bool Allows(IEnumerable<string> allowed, string host) => allowed.Any(one =>
        one.StartsWith(Below, StringComparison.Ordinal) ? host.EndsWith(one[1..], StringComparison.Ordinal) : host == one);

    /// <summary>Whether a list allows all that a host or pattern allows.</summary>
    internal static bool Covers(IEnumerable<string> allowed, string pattern) =>
        pattern.StartsWith(Below, StringComparison.Ordinal)
            ? allowed.Any(one => one == pattern || one.StartsWith(Below, StringComparison.Ordinal) && pattern[1..].EndsWith(one[1..], StringComparison.Ordinal))
            : Allows(allowed, pattern);

    /// <summary>A host as it is kept, or <c>*.</c> and one; null when it is none.</summary>
    internal static string? Pattern(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.StartsWith(Below, StringComparison.Ordinal)
            ? HostName(text[Below.Length..]) is { } below ? Below + below : null
            : HostName(text);
    }

    /// <summary>
    /// A host's name in its one form for machines; null for what is none: an address in numbers, with a port or a user, or with the dot of
    /// the root, which names the same host in another way.
    /// </summary>
    internal static string? HostName(string text)
    {
        if (Inputs.Domain(text) is not { } host || text.Length != text.Trim().Length) return null;
        // Browsers read a name whose last label is a number as an address.
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.Ordinal) ? null : host;
    }

    private static string[] Split(string hosts) => hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal sealed class Configuration : IEntityTypeConfiguration<RecorderHosts>
    {
        public void Configure(EntityTypeBuilder<RecorderHosts> hosts)
        {
            hosts.ToTable("recorder_hosts").HasKey(h => h.CustomerId);
            hosts.Ignore(h => h.List);
            hosts.Property(h => h.Revision).IsConcurrencyToken();
        }
    }
}
