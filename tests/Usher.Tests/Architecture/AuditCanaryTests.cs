using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Architecture;

/// <summary>A canary in every property of every entity: none that is not marked is ever seen in an audit entry.</summary>
public sealed class AuditCanaryTests
{
    public static TheoryData<string> Entities
    {
        get
        {
            using var db = Store().Context(Guid.Empty);
            return [.. db.Model.GetEntityTypes().Where(e => e.FindPrimaryKey() is not null).Select(e => e.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Nothing_unmarked_reaches_an_entry(string name)
    {
        foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
        {
            using var db = Store().Context(Guid.NewGuid());
            var type = db.Model.FindEntityType(name)!;
            var canaries = new List<string>();
            var entry = db.Entry(RuntimeHelpers.GetUninitializedObject(type.ClrType));
            foreach (var property in type.GetProperties()) entry.Property(property).CurrentValue = Value(property, 1, canaries);
            entry.State = state == EntityState.Added ? state : EntityState.Unchanged;
            if (state == EntityState.Deleted) entry.State = state;
            if (state == EntityState.Modified)
            {
                foreach (var property in type.GetProperties().Where(p => !p.IsKey() && !p.IsForeignKey())) entry.Property(property).CurrentValue = Value(property, 2, canaries);
            }

            var head = new Head { Id = db.CustomerId };
            db.Attach(head);
            AuditWriter.Append(db, head, new("Act", Section.Connect, Caller.PlatformTeam(db.CustomerId), DateTimeOffset.UnixEpoch), AuditWriter.Told(db));
            var body = Encoding.UTF8.GetString(db.Log.Single().Entry.Body);
            if (!typeof(IDerived).IsAssignableFrom(type.ClrType)) body.ShouldContain($"\"{type.ClrType.Name}\"");
            foreach (var canary in canaries) body.ShouldNotContain(canary);
        }
    }

    /// <summary>What has such a name is never marked, whoever thinks otherwise.</summary>
    [Fact]
    public void No_secret_and_no_content_is_marked()
    {
        string[] never = ["Secret", "Hash", "Password", "Token", "Body", "Content", "Text", "Question", "Comment", "Transcript", "Key", "Payload", "Stamp"];
        var marked = from type in typeof(UsherDb).Assembly.GetTypes()
                     from property in type.GetProperties()
                     where property.PropertyType == typeof(string) || property.PropertyType == typeof(byte[])
                     where property.IsDefined(typeof(AuditedAttribute), inherit: false) && never.Any(n => property.Name.Contains(n, StringComparison.Ordinal))
                     select $"{type.Name}.{property.Name}";
        marked.ShouldBeEmpty();
    }

    private static SqliteStore Store() => new("Data Source=:memory:");

    /// <summary>A value that is another each round.</summary>
    private static object? Value(IProperty property, int round, List<string> canaries)
    {
        var marked = property.PropertyInfo?.IsDefined(typeof(AuditedAttribute), inherit: false) == true;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(string) || type == typeof(byte[]))
        {
            var canary = $"canary{Guid.NewGuid():N}";
            var bytes = Encoding.ASCII.GetBytes(canary);
            if (!marked && type == typeof(string)) canaries.Add(canary);
            if (!marked && type == typeof(byte[])) canaries.AddRange([Convert.ToBase64String(bytes), Convert.ToHexStringLower(bytes)]);
            return type == typeof(string) ? canary : bytes;
        }

        if (type == typeof(Guid)) return Guid.NewGuid();
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.UnixEpoch.AddSeconds(round);
        if (type == typeof(bool)) return round == 1;
        if (type == typeof(int)) return round;
        if (type == typeof(long)) return (long)round;
        if (type == typeof(double)) return round + 0.5;
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(round);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        return property.ClrType.IsValueType ? Activator.CreateInstance(property.ClrType) : null;
    }
}
