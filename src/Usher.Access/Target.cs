namespace Usher.Access;

/// <summary>
/// What a decision is about: a thing of a customer, or the customer as a whole. The default value is a thing that does not exist.
/// </summary>
public readonly record struct Target
{
    /// <summary>The customer; null with <see cref="Exists"/>: the platform as a whole.</summary>
    public CustomerSnapshot? Customer { get; init; }

    /// <summary>False: there is no such thing, or it is not of that customer. Every decision about it is a refusal.</summary>
    public bool Exists { get; init; }

    /// <summary>The tenant it is about; null: any tenant the actor reaches.</summary>
    public Guid? Tenant { get; init; }

    /// <summary>The team it is about; null: any team the level includes.</summary>
    public Guid? Team { get; init; }

    /// <summary>The app it is about; null: any.</summary>
    public Guid? App { get; init; }

    /// <summary>The user who is acted on, or whose thing it is; null: none in particular.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The integration user it is about; null: none in particular.</summary>
    public Guid? IntegrationUser { get; init; }

    /// <summary>The call it is about; null: the permission as such.</summary>
    public CallFacts? Call { get; init; }

    /// <summary>The act only takes a key away: allowed to Organization Admins even while Insights is inactive.</summary>
    public bool RevokesKey { get; init; }

    /// <summary>The act changes notification choices alone, not how one signs in: a personal key may do it (rule 25).</summary>
    public bool NotificationsOnly { get; init; }

    /// <summary>A thing that does not exist.</summary>
    public static Target Missing => default;

    /// <summary>The platform as a whole.</summary>
    public static Target Platform => new() { Exists = true };

    /// <summary>A customer as a whole.</summary>
    public static Target Of(CustomerSnapshot customer) => new() { Exists = true, Customer = customer };
}
