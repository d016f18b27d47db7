using System.Security.Cryptography;

namespace Usher.Web.Hosting;

/// <summary>What an operator sets, by environment or command line.</summary>
/// <param name="DataFolder">Where the SQLite file, the outside heads and the console's keys are kept.</param>
/// <param name="ConnectionString">The database.</param>
/// <param name="AuditKeyFile">Where the key that signs tree heads is; inside <paramref name="DataFolder"/> it is unsafe.</param>
/// <param name="IsDemo">Whether this is the demo, with one-click sign-in.</param>
public sealed record UsherSettings(string DataFolder, string ConnectionString, string AuditKeyFile, bool IsDemo)
{
    /// <summary>Whether log lines are JSON objects.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Where the server is reached from outside, without a slash at the end (<c>Usher__PublicUrl</c>); null: where each request says.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// Reads <c>Usher__Data</c> (default: <c>usher</c> in the user's application data), <c>ConnectionStrings__Usher</c> (default: SQLite in the data folder)
    /// and <c>Audit__KeyFile</c> (default: <c>usher-audit.key</c> in the user's configuration, beside the data, not in it);
    /// <c>Usher__Logs=json</c> for logs in JSON.
    /// </summary>
    public static UsherSettings Read(IConfiguration configuration, bool isDemo = false)
    {
        var data = Path.GetFullPath(configuration["Usher:Data"] is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), isDemo ? "usher-demo" : "usher"));
        return new(
            data,
            configuration.GetConnectionString("Usher") is { Length: > 0 } database ? database : $"Data Source={Path.Combine(data, "usher.db")}",
            configuration["Audit:KeyFile"] is { Length: > 0 } file ? Path.GetFullPath(file)
                : isDemo ? Path.Combine(data, "audit.key")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create), "usher-audit.key"),
            isDemo)
        {
            JsonLogs = configuration["Usher:Logs"] == "json",
            PublicUrl = configuration["Usher:PublicUrl"] is { Length: > 0 } url ? url.TrimEnd('/') : null,
        };
    }

    /// <summary>Whether the signing key lies where whoever owns the data could take it too.</summary>
    public bool AuditKeyIsUnsafe => Path.GetFullPath(AuditKeyFile).StartsWith(DataFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The key that signs tree heads; made on first use, readable by its owner only.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public ECDsa OpenAuditKey()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(AuditKeyFile))
        {
            key.ImportFromPem(File.ReadAllText(AuditKeyFile));
            return key;
        }

        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(AuditKeyFile)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(AuditKeyFile, options);
        file.Write(key.ExportPkcs8PrivateKeyPem());
        return key;
    }
}
