using System.Collections;
using System.Text.RegularExpressions;
using Usher.Web.Doctor;

namespace Usher.Tests.Doctor;

public sealed partial class KnownSettingsTests
{
    [Theory]
    [InlineData("Usher__PubliUrl", "Usher__PublicUrl")]
    [InlineData("Usher__PublicURI", "Usher__PublicUrl")]
    [InlineData("Audit__HeadFolder", "Audit__HeadsFolder")]
    [InlineData("AUDIT__KEY_FILE", "Audit__KeyFile")]
    [InlineData("Mail__Hots", "Mail__Host")]
    [InlineData("Ushr__Data", "Usher__Data")]
    [InlineData("USHER_DATA", "Usher__Data")]
    [InlineData("Usher_PublicUrl", "Usher__PublicUrl")]
    [InlineData("AUDIT_KEYFILE", "Audit__KeyFile")]
    [InlineData("Usher__KeyFile", "Audit__KeyFile")]
    [InlineData("ConnectionStrings__Ushr", "ConnectionStrings__Usher")]
    [InlineData("ConnectionString__Usher", "ConnectionStrings__Usher")]
    [InlineData("Model__Endpoint", "Models__Endpoint")]
    public void A_misspelt_name_is_told_with_the_one_that_was_meant(string name, string meant) =>
        KnownSettings.Unknown(new Hashtable { [name] = "s3cret" }).ShouldBe([(name, meant)]);

    [Fact]
    public void A_name_like_none_is_told_alone() => KnownSettings.Unknown(new Hashtable { ["Usher__Frobnication"] = "1" }).ShouldBe([("Usher__Frobnication", null)]);

    [Theory]
    [InlineData("usher__data")]
    [InlineData("MODELS__PATIENCE")]
    [InlineData("PATH")]
    [InlineData("MAIL")]
    [InlineData("MAILTO")]
    [InlineData("USER")]
    [InlineData("AUDIT_LOG_DIR")]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("Kestrel__Limits__MaxConcurrentConnections")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OtherApp__Data")]
    public void Known_names_in_any_case_and_other_programs_names_are_no_finding(string name) => KnownSettings.Unknown(new Hashtable { [name] = "1" }).ShouldBeEmpty();

    [Fact]
    public void Every_setting_that_the_code_reads_is_known_and_every_known_one_is_read_and_documented()
    {
        var read = System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)))
            .Append("ConnectionStrings__Usher").Distinct().Order(StringComparer.Ordinal).ToList();
        KnownSettings.Names.Order(StringComparer.Ordinal).ShouldBe(read);
        var documentation = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        KnownSettings.Names.Where(name => !documentation.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("\"((?:Usher|Audit|Mail|Models|Salesforce|Slack):[A-Za-z]+)\"")]
    private static partial Regex Key();
}
