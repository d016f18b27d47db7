using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Deploy;

/// <summary>The files in <c>deploy/</c> are judged by the very programs that read them.</summary>
public sealed partial class DeployFilesTests : IDisposable
{
    private readonly string _folder = House.NewFolder();

    private static string Deploy => Path.Combine(Repository.Root, "deploy");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Systemd_takes_the_units_without_a_word()
    {
        var program = Peer.SystemdAnalyze.Need();
        foreach (var unit in System.IO.Directory.EnumerateFiles(Path.Combine(Deploy, "systemd")).Where(file => !file.EndsWith(".env", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(Path.Combine(_folder, Path.GetFileName(unit)), (await File.ReadAllTextAsync(unit, Ct)).Replace("/opt/usher/usher", "/bin/true", StringComparison.Ordinal), Ct);
        var (code, said) = await Run(program, ["verify", "--man=no", .. System.IO.Directory.EnumerateFiles(_folder)]);
        said.Split('\n').Where(line => line.Contains(_folder, StringComparison.Ordinal) || line.StartsWith("usher", StringComparison.Ordinal)).ShouldBeEmpty();
        code.ShouldBe(0, said);
    }

    [Theory]
    [InlineData("usher.service", 1.5)]
    [InlineData("usher-backup.service", 1.5)]
    public async Task Services_are_closed_in_as_far_as_the_documentation_says(string unit, double most)
    {
        var (code, said) = await Run(Peer.SystemdAnalyze.Need(), ["security", "--offline=true", Path.Combine(Deploy, "systemd", unit)]);
        code.ShouldBe(0, said);
        var exposure = double.Parse(Exposure().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        exposure.ShouldBeLessThanOrEqualTo(most);
        (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operating.md"), Ct)).ShouldContain(exposure.ToString("0.0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Nginx_takes_its_file()
    {
        var program = Peer.Nginx.Need();
        await Certificate();
        var site = (await File.ReadAllTextAsync(Path.Combine(Deploy, "proxy", "nginx.conf"), Ct)).Replace("/etc/ssl/usher", _folder, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder, "usher.conf"), site, Ct);
        await File.WriteAllTextAsync(Path.Combine(_folder, "nginx.conf"), $"events {{}}\npid {_folder}/nginx.pid;\nhttp {{ access_log off; include {_folder}/usher.conf; }}\n", Ct);
        var (code, said) = await Run(program, ["-t", "-q", "-p", _folder, "-e", "stderr", "-c", Path.Combine(_folder, "nginx.conf")]);
        said.ShouldBeEmpty();
        code.ShouldBe(0);
    }

    [Fact]
    public async Task Prometheus_takes_the_rules()
    {
        var (code, said) = await Run(Peer.Promtool.Need(), ["check", "rules", Path.Combine(Deploy, "watch", "usher.rules.yml")]);
        code.ShouldBe(0, said);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task Certificate()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=usher.example", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(_folder, "fullchain.pem"), certificate.ExportCertificatePem(), Ct);
        await File.WriteAllTextAsync(Path.Combine(_folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem(), Ct);
    }

    private static async Task<(int Code, string Said)> Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (answer, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await answer + await error);
    }

    [GeneratedRegex(@"Overall exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Exposure();
}
