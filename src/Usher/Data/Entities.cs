namespace Usher.Data;

/// <summary>An entity of one customer: filtered by customer in every query, stamped and verified in every write.</summary>
public interface ICustomerOwned
{
    /// <summary>The customer it belongs to; set once, by the store.</summary>
    Guid CustomerId { get; }
}

/// <summary>An entity of no customer: the catalogue, accounts, staff. Saying so is deliberate.</summary>
public interface IGlobalEntity;

/// <summary>An entity that decides about access: adding, changing or removing one raises the customer's version.</summary>
public interface IAccessFact;

/// <summary>
/// A fact that may be of no single customer and decide in all (an app of the catalogue): then changing it raises the catalogue's version,
/// and no customer's.
/// </summary>
public interface ISharedFact : IAccessFact
{
    /// <summary>The only customer it decides in, whose version it raises; null: all.</summary>
    Guid? Owner { get; }
}

/// <summary>An entity that people edit: each change raises its revision, which is its ETag.</summary>
public interface IRevised
{
    /// <summary>Raised by the store at each change.</summary>
    int Revision { get; }
}

/// <summary>
/// An entity that follows from others or is machinery (readers of a call, jobs, notes): the audit log does not retell its changes.
/// </summary>
public interface IDerived;

/// <summary>
/// A derived entity that nobody is notified of and nothing decides by (read marks, notes, states of deliveries): it may be written without
/// the customer's lock. A test lists which.
/// </summary>
public interface IUnlocked : IDerived;

/// <summary>A property whose value may be in the audit log in clear. Every other is written as “changed” with a salted hash.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditedAttribute : Attribute;
