using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Platform.Audit;

/// <summary>
/// Signed tree heads outside the database: whoever owns the database can rewrite a whole log consistently, but not these.
/// One file per log, a line per head, appended after the commit and before the caller hears of success.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="key">ECDSA on P-256.</param>
public sealed class TreeHeads(string folder, ECDsa key) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, OutsideFile> _files = new();

    /// <summary>Appends the head of a log; an older one than the last is left out.</summary>
    public void Publish(Head head, DateTimeOffset at)
    {
        var file = _files.GetOrAdd(head.Id, id => new OutsideFile(Path.Combine(folder, $"{id:N}.heads")));
        lock (file)
        {
            if (head.LogSize <= file.Size) return;
            var root = new Frontier(head.Frontier, head.LogSize).Root();
            file.Append(head.LogSize, Line(head.Id, head.LogSize, root, at));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        key.Dispose();
    }

    /// <summary>What is signed: the log, its size, its root and the time, one to a line.</summary>
    public static byte[] Signed(Guid log, long size, ReadOnlySpan<byte> root, DateTimeOffset at) =>
        Encoding.ASCII.GetBytes($"usher tree head 1\n{log:N}\n{size}\n{Convert.ToHexStringLower(root)}\n{at.UtcTicks}\n");

    private byte[] Line(Guid log, long size, byte[] root, DateTimeOffset at)
    {
        var signature = key.SignData(Signed(log, size, root, at), HashAlgorithmName.SHA256);
        return Encoding.ASCII.GetBytes($"{size} {Convert.ToHexStringLower(root)} {at.UtcTicks} {Base64Url.EncodeToString(signature)}\n");
    }

    private sealed class OutsideFile(string path) : IDisposable
    {
        private readonly FileStream _stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        public long Size { get; private set; }

        public void Append(long size, byte[] line)
        {
            _stream.Write(line);
            Size = size;
        }

        public void Dispose() => _stream.Dispose();
    }
}
