using System.Security.Cryptography;

namespace Usher.Platform.Audit;

/// <summary>The key that signs tree heads: ECDSA on P-256, from the environment or a file.</summary>
/// <param name="Key">With its private half.</param>
/// <param name="Where">Where it is, for a status page: never the key itself.</param>
/// <param name="Unsafe">Why it protects less than it should, in a sentence; null: it lies outside the data folder and only its owner reads
/// it.</param>
public sealed record AuditKey(ECDsa Key, string Where, string? Unsafe)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Takes the key that is configured; without one, a file in the data folder.</summary>
    /// <param name="inline">The setting <c>Audit:Key</c> (<c>Audit__Key</c>): PEM or PKCS#8 in base64; null: not set.</param>
    /// <param name="file">The setting <c>Audit:KeyFile</c>: a PEM file; null: not set.</param>
    /// <param name="dataFolder">Where the database is.</param>
    /// <param name="make">Whether a file that is not there is made, readable for its owner alone: only before anything was signed.</param>
    /// <exception cref="InvalidDataException">What is configured is no private key on P-256, or is not there.</exception>
    public static AuditKey Open(string? inline, string? file, string dataFolder, bool make = true)
    {
        if (!string.IsNullOrWhiteSpace(inline)) return new(Read(inline, "Audit:Key"), "the environment", null);
        var path = Path.GetFullPath(string.IsNullOrWhiteSpace(file) ? Path.Combine(dataFolder, "audit.key") : file);
        if (!File.Exists(path))
        {
            if (!make)
                throw new InvalidDataException($"There is no audit key at {path}. The log can't be checked without the key that signed " +
                    "the heads outside the database: set Audit__KeyFile, or put the key back.");
            Make(path);
        }

        var key = Read(File.ReadAllText(path), path);
        var inside = !Path.GetRelativePath(Path.GetFullPath(dataFolder), path).StartsWith("..", StringComparison.Ordinal);
        return new(key, path, inside
            ? "The audit log's key is in the data folder: whoever gets that folder can rewrite the log."
            : Exposed(path));
    }

    private static string? Exposed(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None
            ? "The audit log's key can be read or written by others than its owner."
            : null;

    private static void Make(string path)
    {
        OwnerOnly.Folder(Path.GetDirectoryName(path)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        // Whole or not at all: of two processes that start at once, one makes the key and both read it.
        var draft = $"{path}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static ECDsa Read(string text, string where)
    {
        var key = ECDsa.Create();
        try
        {
            if (text.Contains("-----BEGIN", StringComparison.Ordinal)) key.ImportFromPem(text);
            else key.ImportPkcs8PrivateKey(Convert.FromBase64String(text.Trim()), out _);
            var curve = key.ExportParameters(includePrivateParameters: true).Curve.Oid;
            if (curve.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                || curve.FriendlyName == ECCurve.NamedCurves.nistP256.Oid.FriendlyName)
                return key;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException)
        {
            // Said below, without what was read.
        }

        key.Dispose();
        throw new InvalidDataException($"{where} is not a private key on the curve P-256. Make one with: openssl genpkey -algorithm EC " +
            "-pkeyopt ec_paramgen_curve:P-256");
    }
}
