using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;

namespace Usher.Tests.Architecture;

/// <summary>
/// What stands in the audit log and in rows is called as <c>stored-names.txt</c> says, for ever: the log cannot be rewritten. A line of it never goes; what is no more is marked
/// <c>retired</c>, and nothing else may be called so again.
/// </summary>
public sealed class StoredNameTests
{
    private const string Write = "USHER_WRITE_DOCS";
    private const string Retired = " retired";

    private static readonly Assembly[] Assemblies = [typeof(Refusal).Assembly, typeof(Gate).Assembly, typeof(global::Usher.Web.Hosting.UsherHost).Assembly];
    private static readonly Type[] Types = [.. Assemblies.SelectMany(assembly => assembly.GetTypes())];
    private static readonly Lazy<string[]> ActsBesideTheCall = new(() => [.. Acts()]);
    private static readonly Lazy<Type[]> KindsOfJob = new(() => [.. Jobs()]);
    private static readonly Lazy<IEntityType[]> EntityTypes = new(() => [.. Entities()]);

    [Fact]
    public void Every_name_that_is_stored_is_in_the_list_and_every_name_in_the_list_is_understood()
    {
        var today = Names().Distinct().Order(StringComparer.Ordinal).ToList();
        var known = File.ReadAllLines(PathOf());
        if (Environment.GetEnvironmentVariable(Write) is not null)
            File.WriteAllLines(PathOf(), known = [.. known.Concat(today.Except(known.Select(line => line.Replace(Retired, "", StringComparison.Ordinal)))).Order(StringComparer.Ordinal)]);

        var retired = known.Where(line => line.EndsWith(Retired, StringComparison.Ordinal)).Select(line => line[..^Retired.Length]).ToList();
        var kept = known.Where(line => !line.EndsWith(Retired, StringComparison.Ordinal)).ToList();
        kept.Except(today).Except(Formers()).ShouldBeEmpty(
            "these names stand in logs and rows, and nothing is called so any more: what was renamed keeps its name in store by [StoredName(\"…\")], or says it under Former");
        today.Except(kept).ShouldBeEmpty($"new names in store: run this test once with {Write}=1 and commit the list, if they are meant to be called so for ever");
        today.Intersect(retired).ShouldBeEmpty("a name that was retired means something else in the log: choose another");
    }

    [Fact]
    public void No_two_things_of_a_kind_are_called_alike_in_store_today_or_before()
    {
        // An act that is a use case may be refused elsewhere too, by its name.
        Names().Concat(Formers()).GroupBy(name => name).Where(alike => alike.Count() > 1).Select(alike => alike.Key)
            .Where(name => !name.StartsWith("act ", StringComparison.Ordinal) || !ActsBesideTheCall.Value.Contains(name[4..])).ShouldBeEmpty();
    }

    [Fact]
    public void No_name_in_store_is_longer_than_its_column()
    {
        Names().Concat(Formers()).Where(name => name.StartsWith("value ", StringComparison.Ordinal)).ShouldAllBe(name => name.Length - name.LastIndexOf('.') - 1 <= 40);
        Names().Concat(Formers()).Where(name => name.StartsWith("act ", StringComparison.Ordinal) || name.StartsWith("job ", StringComparison.Ordinal)).ShouldAllBe(name => name.Length <= 100);
    }

    [Fact]
    public void An_entry_from_before_something_was_renamed_is_told_in_the_names_of_today()
    {
        var names = new FormerNames([typeof(Renamed), typeof(NewlyCalled)]);
        var told = names.Renew(JsonElement.Parse("""
            {"section":"Connect","act":"OldAct","actor":{"kind":"User","id":"x"},"door":"Api","ground":"Role","refused":"OldCode",
             "changes":[{"entity":"OldThing","id":["1"],"what":"changed","OldColour":{"before":"Blue","after":"green"}}],"subjects":[]}
            """));
        told.GetProperty("refused").GetString().ShouldBe("new-code");
        told.GetProperty("changes")[0].GetProperty("entity").GetString().ShouldBe("thing");
        var colour = told.GetProperty("changes")[0].GetProperty("colour");
        (colour.GetProperty("before").GetString(), colour.GetProperty("after").GetString()).ShouldBe(("blue", "green"));
        new NewlyCalled().Code.ShouldBe("new-code");
        StoredNames.Read<Colour>("Blue").ShouldBe(Colour.Azure);
        Should.Throw<InvalidDataException>(() => StoredNames.Read<Colour>("Azure"));
    }

    [Fact]
    public void A_job_that_waits_under_a_former_name_finds_its_handler() =>
        JobRoute.To<RenamedJob>(() => null!).ShouldSatisfyAllConditions(route => route.Kind.ShouldBe("new-job"), route => route.Former.ShouldBe(["OldJob"]));

    private static IEnumerable<string> Names()
    {
        foreach (var act in Types.Where(IsUseCase).Select(type => StoredNames.Of(type)).Concat(ActsBesideTheCall.Value).Append(RefusalLog.Crowd)) yield return $"act {act}";
        foreach (var refusal in Types.Where(IsRefusal).Select(type => StoredNames.Of(type)).Append(RefusalLog.Crowd)) yield return $"refusal {refusal}";
        foreach (var permission in Permission.Catalogue) yield return $"permission {permission.Name}";
        foreach (var job in KindsOfJob.Value)
        {
            yield return $"job {StoredNames.Of(job)}";
            foreach (var member in JsonSerializerOptions.Default.GetTypeInfo(job).Properties) yield return $"job {StoredNames.Of(job)}.{member.Name}";
            foreach (var heard in Subscriptions.OfApplication.To(job)) yield return $"job {heard.Kind}";
        }

        foreach (var entity in EntityTypes.Value.Where(IsTold))
        {
            yield return $"entity {StoredNames.Of(entity.ClrType)}";
            foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo is not null)) yield return $"entity {StoredNames.Of(entity.ClrType)}.{StoredNames.Of(property.PropertyInfo!)}";
        }

        foreach (var field in Enums().SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))) yield return $"value {field.FieldType.Name}.{StoredNames.Of(field)}";
    }

    private static IEnumerable<string> Formers()
    {
        foreach (var type in Types.Where(IsUseCase)) foreach (var name in StoredNames.Former(type)) yield return $"act {name}";
        foreach (var type in Types.Where(IsRefusal)) foreach (var name in StoredNames.Former(type)) yield return $"refusal {name}";
        foreach (var type in KindsOfJob.Value) foreach (var name in StoredNames.Former(type)) yield return $"job {name}";
        foreach (var entity in EntityTypes.Value.Where(IsTold))
        {
            foreach (var name in StoredNames.Former(entity.ClrType)) yield return $"entity {name}";
            foreach (var property in entity.GetProperties().Select(p => p.PropertyInfo).OfType<PropertyInfo>())
                foreach (var name in StoredNames.Former(property)) yield return $"entity {StoredNames.Of(entity.ClrType)}.{name}";
        }

        foreach (var field in Enums().SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)))
            foreach (var name in StoredNames.Former(field)) yield return $"value {field.FieldType.Name}.{name}";
    }

    /// <summary>What is done without a use case of its own is named where it is done, by a text beside the call.</summary>
    private static IEnumerable<string> Acts() => Types.Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
        .SelectMany(type => Il.TextsBeside(type, member => (member.DeclaringType == typeof(Gate) && member.Name == nameof(Gate.Effect))
            || (member.DeclaringType == typeof(JobRun) && member.Name is nameof(JobRun.Step) or nameof(JobRun.Finish) or nameof(JobRun.Postpone))
            || (member.DeclaringType == typeof(RefusalLog) && member.Name == nameof(RefusalLog.Add))))
        .Where(text => text.Length is > 2 and <= 100 && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit)).Distinct();

    private static IEnumerable<Type> Jobs() => Types.Where(type => type is { IsInterface: false } && (type.IsAssignableTo(typeof(IJob)) || type.IsAssignableTo(typeof(IEvent))));

    private static IEnumerable<IEntityType> Entities()
    {
        using var db = new SqliteStore("Data Source=:memory:").Context(Guid.Empty);
        return [.. db.Model.GetEntityTypes()];
    }

    private static IEnumerable<Type> Enums() => EntityTypes.Value.SelectMany(entity => entity.GetProperties()).Select(property => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType)
        .Where(type => type.IsEnum).Concat([typeof(Section), typeof(Door), typeof(Ground), typeof(ActorKind)]).Distinct();

    /// <summary>What follows from others stands in its own tables alone, whose columns the migrations keep.</summary>
    private static bool IsTold(IEntityType entity) => !typeof(IDerived).IsAssignableFrom(entity.ClrType);

    private static bool IsUseCase(Type type) => !type.IsAbstract && FormerNames.IsAct(type);

    private static bool IsRefusal(Type type) => !type.IsAbstract && typeof(Refusal).IsAssignableFrom(type);

    private static string PathOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "stored-names.txt");

    public enum Colour
    {
        [StoredName("green")] Green,
        [StoredName("blue", Former = ["Blue"])] Azure,
    }

    [StoredName("thing", Former = ["OldThing"])]
    public sealed class Renamed : IGlobalEntity
    {
        [StoredName("colour", Former = ["OldColour"])]
        public Colour Shade { get; set; }
    }

    [StoredName("new-code", Former = ["OldCode"])]
    public sealed record NewlyCalled() : Refusal("No.");

    [StoredName("new-job", Former = ["OldJob"])]
    public sealed record RenamedJob;
}
