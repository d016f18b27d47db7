using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Usher.Web.Demo;

/// <summary>
/// What the demo keeps beside its data to show again at the next start: its keys and what signs its one-click links. Only a demo has one.
/// </summary>
/// <param name="Secret">Signs the one-click links.</param>
/// <param name="Keys">API keys by name: <c>platform</c>, <c>harbor.recorder</c>, <c>lakeside.recorder</c>.</param>
public sealed record DemoCard(byte[] Secret, IReadOnlyDictionary<string, string> Keys)
{
    private const string FileName = "demo.json";

    /// <summary>The card of a finished demo world; null when there is none, or the folder has something else with that name.</summary>
    public static DemoCard? Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<DemoCard>(File.ReadAllText(path)) is { Secret.Length: 32, Keys.Count: > 0 } card
                ? card
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the card, last of all: a demo world without one is not finished.</summary>
    public void Save(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(folder, FileName);
        using (var file = new StreamWriter(path + ".part", options)) file.Write(JsonSerializer.Serialize(this));
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>The token of a person's one-click link.</summary>
    public string TokenOf(string email) =>
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(email)) + "."
        + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(email)));

    /// <summary>Whose token it is; null when it is nobody's.</summary>
    public string? EmailOf(string token)
    {
        var dot = token.IndexOf('.');
        if (dot is < 2 or > 500 || dot % 2 != 0 || token.AsSpan(0, dot).ContainsAnyExcept("0123456789abcdef")) return null;
        var email = Encoding.UTF8.GetString(Convert.FromHexString(token.AsSpan(0, dot)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(TokenOf(email)), Encoding.ASCII.GetBytes(token))
            ? email
            : null;
    }
}
