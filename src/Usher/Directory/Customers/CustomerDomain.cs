using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// A domain of a customer's e-mail addresses; no other customer has it. It decides nothing: it warns of an address elsewhere.
/// </summary>
public sealed class CustomerDomain : ICustomerOwned
{
    /// <summary>How many a customer has at most.</summary>
    public const int Most = 50;

    private static readonly Lazy<HashSet<string>> Public = new(ReadPublic);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The domain, in the form that mail servers know (<c>xn--</c>).</summary>
    [Audited]
    public required string Domain { get; init; }

    /// <summary>Reads domains as they were typed; a fault for each that is none, or that everybody's addresses have.</summary>
    internal static Refusal? Fault(IReadOnlyList<string> typed)
    {
        if (typed.Count > Most) return new Invalid("/domains", $"At most {Most} domains.");
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (i, text) in typed.Index())
        {
            if (Inputs.Domain(text) is not { } domain) errors[$"/domains/{i}"] = [Inputs.DomainSentence];
            else if (Public.Value.Contains(domain))
                errors[$"/domains/{i}"] = [$"Anyone can have an address at {domain}. Enter a domain of the customer's own."];
        }

        return errors.Count == 0 ? null : new Invalid(errors);
    }

    private static HashSet<string> ReadPublic()
    {
        using var file = typeof(CustomerDomain).Assembly.GetManifestResourceStream("Usher.Directory.public-mail-domains.txt")!;
        using var text = new StreamReader(file);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerDomain>
    {
        public void Configure(EntityTypeBuilder<CustomerDomain> domain)
        {
            domain.ToTable("customer_domains").HasKey(d => new { d.CustomerId, d.Domain });
            domain.HasIndex(d => d.Domain).IsUnique();
            domain.Property(d => d.Domain).HasMaxLength(253);
        }
    }
}
