using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Signed tree heads outside the database: whoever owns the database can rewrite a whole log consistently, but not these.
/// One file per log, a line per head, appended after the commit and before the caller hears of success.
/// </summary>
/// <param name="folder">Where the files are; made when it is not there.</param>
/// <param name="key">ECDSA on P-256, with its private half.</param>
public sealed class TreeHeads(string folder, ECDsa key) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, OutsideFile> _files = new();
    private readonly Lock _signing = new();

    /// <summary>The public half of the key, as PEM: all that is needed to check heads and exports.</summary>
    public string PublicKey => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Appends the head of a log; one that is not longer than the last is left out.</summary>
    /// <exception cref="StoreUnavailable">The file cannot be written: the change is durable, but nobody may be told so.</exception>
    public void Publish(Head head, DateTimeOffset at)
    {
        try
        {
            var file = _files.GetOrAdd(head.Id, id => new OutsideFile(PathOf(id)));
            lock (file)
            {
                if (head.LogSize > file.Size) file.Append(Sign(head, at));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailable(fault);
        }
    }

    /// <summary>Signs a head without writing it anywhere.</summary>
    public SignedHead Sign(Head head, DateTimeOffset at)
    {
        var root = new Frontier(head.Frontier, head.LogSize).Root();
        lock (_signing) return SignedHead.Sign(key, head.Id, head.LogSize, root, at);
    }

    /// <summary>Whether this key signed a head.</summary>
    public bool Signed(SignedHead head)
    {
        lock (_signing) return head.IsSignedBy(key);
    }

    /// <summary>The lines of a log's file, oldest first; what is no head is null. A last line without its end was being written when the process was killed: left out.</summary>
    public IReadOnlyList<SignedHead?> Read(Guid log)
    {
        if (!File.Exists(PathOf(log))) return [];
        using var stream = new FileStream(PathOf(log), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var lines = reader.ReadToEnd().Split('\n');
        return lines[..^1].Select(line => SignedHead.Parse(log, line)).ToList();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        key.Dispose();
    }

    private string PathOf(Guid log) => Path.Combine(folder, $"{log:N}.heads");

    /// <summary>A log's file. A command on the same host may append to it too, so each line is written under the file's lock, at its end.</summary>
    private sealed class OutsideFile : IDisposable
    {
        private readonly FileStream _stream;

        public OutsideFile(string path)
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }

        /// <summary>The size of the longest head written here by this process.</summary>
        public long Size { get; private set; } = -1;

        public void Append(SignedHead head)
        {
            Lock();
            try
            {
                // What a killed process left half written ends here, in a line of its own that is no head.
                _stream.Seek(0, SeekOrigin.End);
                var torn = _stream.Position > 0 && !EndsInLine();
                _stream.Write(Encoding.ASCII.GetBytes(torn ? $"\n{head}\n" : $"{head}\n"));
            }
            finally
            {
                if (!OperatingSystem.IsMacOS()) _stream.Unlock(0, 1);
            }

            Size = head.Size;
        }

        public void Dispose() => _stream.Dispose();

        private bool EndsInLine()
        {
            _stream.Seek(-1, SeekOrigin.End);
            return _stream.ReadByte() == '\n';
        }

        private void Lock()
        {
            if (OperatingSystem.IsMacOS()) return;
            for (var wait = new SpinWait(); ; wait.SpinOnce())
            {
                try
                {
                    _stream.Lock(0, 1);
                    return;
                }
                catch (IOException) when (wait.Count < 2_000)
                {
                    // Another process writes its line: microseconds.
                }
            }
        }
    }
}
