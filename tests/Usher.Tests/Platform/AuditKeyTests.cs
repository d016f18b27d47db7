using System.Runtime.Versioning;
using System.Security.Cryptography;
using Usher.Platform.Audit;

namespace Usher.Tests.Platform;

public sealed class AuditKeyTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-key-").FullName;

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_is_made_once_for_its_owner_alone_and_found_again()
    {
        var path = Path.Combine(_folder, "elsewhere", "audit.key");
        using var first = AuditKey.Open(null, path, Path.Combine(_folder, "data")).Key;
        using var second = AuditKey.Open(null, path, Path.Combine(_folder, "data")).Key;
        second.ExportSubjectPublicKeyInfoPem().ShouldBe(first.ExportSubjectPublicKeyInfoPem());
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_in_the_data_folder_is_unsafe()
    {
        AuditKey.Open(null, null, _folder).Unsafe.ShouldNotBeNull();
        AuditKey.Open(null, Path.Combine(_folder, "deeper", "audit.key"), _folder).Unsafe.ShouldNotBeNull();
        AuditKey.Open(null, Path.Combine(_folder, "..data-not-inside", "audit.key"), Path.Combine(_folder, "data")).Unsafe.ShouldBeNull();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_that_others_may_read_is_unsafe()
    {
        var path = Path.Combine(_folder, "keys", "audit.key");
        AuditKey.Open(null, path, Path.Combine(_folder, "data")).Unsafe.ShouldBeNull();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        AuditKey.Open(null, path, Path.Combine(_folder, "data")).Unsafe.ShouldNotBeNull();
    }

    [Fact]
    public void A_key_in_the_environment_is_taken_as_pem_or_as_base64()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var text in new[] { key.ExportPkcs8PrivateKeyPem(), key.ExportECPrivateKeyPem(), Convert.ToBase64String(key.ExportPkcs8PrivateKey()) })
        {
            var opened = AuditKey.Open(text, null, _folder);
            opened.Key.ExportSubjectPublicKeyInfoPem().ShouldBe(key.ExportSubjectPublicKeyInfoPem());
            opened.Unsafe.ShouldBeNull();
        }
    }

    [Fact]
    public void What_is_no_private_key_on_the_curve_is_refused_without_being_repeated()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var text in new[] { "rubbish", other.ExportPkcs8PrivateKeyPem(), own.ExportSubjectPublicKeyInfoPem(), "-----BEGIN NOTHING-----" })
            Should.Throw<InvalidDataException>(() => AuditKey.Open(text, null, _folder)).Message.ShouldNotContain(text);
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);
}
