using Usher.Access;

namespace Usher.Platform;

/// <summary>The input is not of the form the act takes.</summary>
/// <param name="Errors">What is wrong, by JSON pointer of the member.</param>
public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : Refusal("Some fields are invalid. See the message for each.")
{
    /// <summary>One thing wrong with one member.</summary>
    public Invalid(string pointer, string sentence)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [pointer] = [sentence] })
    {
    }
}

/// <summary>A refusal of what one member says, though its form is right: a form shows it there.</summary>
public interface IAtMember
{
    /// <summary>The member, as a JSON pointer.</summary>
    string Pointer { get; }
}

/// <summary>A view of something that people edit: its revision is its ETag.</summary>
public interface IRevisedView
{
    /// <summary>The revision seen.</summary>
    int Revision { get; }
}
