using System.Diagnostics;
using System.Globalization;

namespace Usher.Bench.AuthZen;

/// <summary>One of the servers, running.</summary>
internal sealed class Running : IDisposable
{
    private readonly Process _process;

    private Running(Process process, string[] ready)
    {
        _process = process;
        Address = ready[0];
        Keys = ready[1..];
    }

    public string Address { get; }

    public string[] Keys { get; }

    /// <summary>User and system time so far (proc_pid_stat(5), fields 14 and 15), in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
        }
    }

    public static async Task<Running> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } ready ? new(process, ready.Split(' ')) : throw new InvalidOperationException($"{arguments[0]} did not start");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }
}
