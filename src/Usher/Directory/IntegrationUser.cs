using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;

namespace Usher.Directory;

/// <summary>An identity for software in one customer, with API keys (rule 17).</summary>
public sealed class IntegrationUser : ICustomerOwned, IAccessFact, IRevised
{
    /// <summary>The integration user's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Its name, unique in the customer.</summary>
    [Audited]
    public required string Name { get; init; }

    /// <summary>The user accountable for it; null: nobody yet, and it does nothing.</summary>
    [Audited]
    public required Guid? OwnerId { get; set; }

    /// <summary>The app whose own it is; null: of none.</summary>
    [Audited]
    public Guid? OfAppId { get; init; }

    /// <summary>
    /// Who created it; who made it does not approve what it reads (rule 18). Null: nobody of the customer, an app's approval did.
    /// </summary>
    [Audited]
    public Guid? MadeBy { get; init; }

    /// <summary>Whether an Organization Admin's approval is in force (rule 18).</summary>
    [Audited]
    public bool Approved { get; set; }

    /// <summary>Who approved it last; null: nobody, or the approval was withdrawn.</summary>
    [Audited]
    public Guid? ApprovedBy { get; set; }

    /// <summary>When an approval that was announced comes into force; null: none waits.</summary>
    [Audited]
    public DateTimeOffset? ApprovalFrom { get; set; }

    /// <summary>Its scopes, as <see cref="KeyScope.Parse"/> reads them, separated by spaces.</summary>
    [Audited]
    public required string Scopes { get; set; }

    /// <summary>False: ended; its keys are refused.</summary>
    [Audited]
    public bool Active { get; set; } = true;

    /// <inheritdoc/>
    public int Revision { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<IntegrationUser>
    {
        public void Configure(EntityTypeBuilder<IntegrationUser> machine)
        {
            machine.ToTable("integration_users").HasKey(m => m.Id);
            machine.HasIndex(m => new { m.CustomerId, m.Name }).IsUnique();
        }
    }
}
