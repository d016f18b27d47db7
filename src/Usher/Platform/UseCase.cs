using System.Text.Json.Serialization;
using Usher.Access;

namespace Usher.Platform;

/// <summary>A thing that was found, and how it relates to access.</summary>
/// <param name="Target">What the decision is about.</param>
/// <param name="Thing">What was found.</param>
/// <typeparam name="TFound">The thing's type.</typeparam>
public readonly record struct Found<TFound>(Target Target, TFound Thing);

/// <summary>
/// An act, in one file named for it, that is its own handler: input members; the permission it <see cref="Needs"/>; <see cref="Find"/>;
/// <see cref="Check"/>; <see cref="Run"/>. The <see cref="Gate"/> calls them in that order and decides between Find and Check, so that a
/// stranger learns nothing from a validation message. A handler awaits the database and nothing else.
/// </summary>
/// <typeparam name="TFound">What it acts on.</typeparam>
/// <typeparam name="TResult">What it answers.</typeparam>
public abstract record UseCase<TFound, TResult>
{
    /// <summary>The permission without which it is refused.</summary>
    [JsonIgnore]
    public abstract Permission Needs { get; }

    /// <summary>Another permission that is enough by itself, where two rows of the law open the same thing; null: none.</summary>
    [JsonIgnore]
    public virtual Permission? Or => null;

    /// <summary>The section of the law whose trail its entries are in: that of what it touches, whoever acts.</summary>
    [JsonIgnore]
    public virtual Section Section => Needs.Section;

    /// <summary>Finds what it is about inside the caller's customer; null when there is no such thing.</summary>
    public abstract Task<Found<TFound>?> Find(Work work);

    /// <summary>Validates the input and judges the rules that need the thing; null when nothing prevents it.</summary>
    public virtual Task<Refusal?> Check(Work work, TFound found) => Task.FromResult<Refusal?>(null);

    /// <summary>Does it: changes entities, publishes events, answers.</summary>
    public abstract Task<TResult> Run(Work work, TFound found);
}

/// <summary>An act that changes something: serial per customer, audited, with its events in one transaction.</summary>
/// <inheritdoc/>
public abstract record Change<TFound, TResult> : UseCase<TFound, TResult>;

/// <summary>
/// A change that is in no entry: it concerns its actor alone, and an entry would say who reads what, and when, which nobody may learn (rule
/// 12). It changes only what is <see cref="Data.IUnlocked"/>, without the customer's lock.
/// </summary>
public interface IUntold;

/// <summary>An act that only reads: no lock, no entry unless it says so.</summary>
/// <inheritdoc/>
public abstract record Query<TFound, TResult> : UseCase<TFound, TResult>;

/// <summary>What an act came to: a result or a named refusal.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Refusal? refused)
    {
        Value = value;
        Refused = refused;
    }

    /// <summary>The result, when not refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when done.</summary>
    public Refusal? Refused { get; }

    /// <summary>Done, with a result whose type is an interface.</summary>
    public static Outcome<T> Done(T value) => new(value, null);

    /// <summary>Done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The result of an act that answers nothing but that it was done.</summary>
public sealed record Nothing
{
    /// <summary>The only one.</summary>
    public static Nothing Value { get; } = new();
}

/// <summary>How a change goes through the gate.</summary>
internal enum Lane
{
    /// <summary>Under its customer's lock, with an entry.</summary>
    Locked,

    /// <summary>The same, in a customer that it brings into being.</summary>
    Founding,

    /// <summary>Without lock and entry.</summary>
    Unlocked,
}
