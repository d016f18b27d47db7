using System.Text;
using Usher.Access;

namespace Usher.Tests.Access;

public sealed class NameTableTests
{
    [Fact]
    public void People_are_found_by_their_whole_address_and_by_nothing_else()
    {
        var random = new Random(1);
        // Lengths around those that the hash reads in pieces of sixteen, eight, four and two bytes, and many that differ in one place only.
        var names = Enumerable.Range(0, 400).Select(i => Name(random, i % 40)).Append("").Concat(Enumerable.Range(0, 400).Select(i => $"person{i}@harbor.example")).Distinct().ToList();
        var customer = new CustomerSnapshot(new()
        {
            Id = Guid.NewGuid(),
            Slug = "harbor",
            Users = [.. names.Select(name => new UserFacts { Id = Guid.NewGuid(), Email = name, Name = name })],
        });

        foreach (var name in names)
        {
            customer.User(name).ShouldNotBeNull().User!.Email.ShouldBe(name);
            foreach (var other in new[] { $"{name}x", $"x{name}", name.ToUpperInvariant(), name.Length > 0 ? name[..^1] : "y" }.Except(names))
                customer.User(other).ShouldBeNull();
        }
    }

    private static string Name(Random random, int length)
    {
        var name = new StringBuilder();
        while (name.Length < length) name.Append((char)('a' + random.Next(26)));
        return name.ToString();
    }
}
