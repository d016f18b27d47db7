using System.Security.Cryptography;
using System.Text;
using Usher.Access;

namespace Usher.Directory.Worlds;

/// <summary>
/// A whole installation in one file: customers with everything that decides, as section 4 of the law writes it. Immutable.
/// </summary>
public sealed class World
{
    private readonly Dictionary<string, CustomerSnapshot> _customers;
    private readonly Dictionary<string, Dictionary<string, CallFacts>> _calls;

    internal World(PlatformSnapshot platform, IEnumerable<CustomerSnapshot> customers,
        Dictionary<string, Dictionary<string, CallFacts>> calls, IReadOnlyList<string> notes)
    {
        Platform = platform;
        _customers = customers.ToDictionary(customer => customer.Facts.Slug, StringComparer.Ordinal);
        _calls = calls;
        Notes = notes;
    }

    /// <summary>The vendor's people.</summary>
    public PlatformSnapshot Platform { get; }

    /// <summary>The customers.</summary>
    public IReadOnlyCollection<CustomerSnapshot> Customers => _customers.Values;

    /// <summary>Names in the file that nothing there has: they give nothing. One line each, with its line number.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads a world from YAML; <c>docs/worlds.md</c> is its schema.</summary>
    /// <exception cref="WorldFault">It is no YAML, or not of that schema; says the line.</exception>
    public static World Load(string yaml) => new WorldReader().Read(yaml);

    /// <summary>The customer with this slug; null when there is none.</summary>
    public CustomerSnapshot? Customer(ReadOnlySpan<char> slug) =>
        _customers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(slug, out var found) ? found : null;

    /// <summary>The call with this name; null when that customer has none.</summary>
    public CallFacts? Call(CustomerSnapshot customer, ReadOnlySpan<char> name) =>
        _calls[customer.Facts.Slug].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) ? found : null;

    /// <summary>A customer's calls, by name.</summary>
    internal IReadOnlyDictionary<string, CallFacts> Calls(CustomerSnapshot customer) => _calls[customer.Facts.Slug];

    /// <summary>Answers a question as of a time, by the snapshots and the authorizer that serve people.</summary>
    public Decision Decide(in Question question, DateTimeOffset at)
    {
        if (!question.TryResolve(Customer(question.CustomerToFind), Platform, out var asked)) return new(false, Ground.Missing);
        if (asked.NeedsCall) asked = asked.With(Call(asked.Target.Customer!, question.Id));
        return Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, at);
    }

    /// <summary>The id of a thing of a world: the same for the same names, everywhere.</summary>
    internal static Guid IdOf(string customer, string kind, string name) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{customer}\n{kind}\n{name}")).AsSpan(0, 16));
}

/// <summary>A world that cannot be read.</summary>
/// <param name="line">The line, counted from one.</param>
/// <param name="sentence">What is wrong with it.</param>
public sealed class WorldFault(long line, string sentence) : Exception($"line {line}: {sentence}")
{
    /// <summary>The line, counted from one.</summary>
    public long Line { get; } = line;
}
