using System.Text;

namespace Usher.Platform.Audit;

/// <summary>
/// A log's file of heads, open for writing. A command on the same host may append to it too: each line is written under the file's lock, at
/// its end, naming the line before.
/// </summary>
internal sealed class HeadFile : IDisposable
{
    /// <summary>More than any line is long.</summary>
    private const int Tail = 1 << 10;

    private readonly Guid _log;
    private readonly bool _synced;
    private readonly FileStream _stream;
    private byte[] _last;
    private long _end = -1;
    private OutsideHead? _committed;
    private List<OutsideHead> _announced = [];

    /// <param name="path">Where; made when it is not there.</param>
    /// <param name="log">Whose heads.</param>
    /// <param name="from">What the first line goes on from.</param>
    /// <param name="synced">Whether each line is on the disk before anything goes on.</param>
    public HeadFile(string path, Guid log, byte[] from, bool synced)
    {
        (_log, _last, _synced) = (log, from, synced);
        OwnerOnly.Folder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(path, options);
        try
        {
            Under(Catch);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The size of the longest head that was written after its commit; -1: there is none.</summary>
    public long Size => _committed?.Size ?? -1;

    /// <summary>Appends a head, unless another process has written it, or a longer one, meanwhile.</summary>
    /// <param name="size">Of how many entries.</param>
    /// <param name="isAnnounced">Before its commit: it does not count as written.</param>
    /// <param name="sign">Makes the head that names the line before.</param>
    /// <returns>The head; null: there was no need.</returns>
    public OutsideHead? Append(long size, bool isAnnounced, Func<byte[], OutsideHead> sign) => Under(() =>
    {
        Catch();
        if (!isAnnounced && size <= Size) return null;
        var head = sign(_last);
        var line = head.ToString();
        _stream.Seek(_end, SeekOrigin.Begin);
        _stream.Write(Encoding.ASCII.GetBytes(line + "\n"));
        if (_synced) _stream.Flush(flushToDisk: true);
        (_end, _last) = (_stream.Position, OutsideHead.HashOf(line));
        if (isAnnounced) _announced.Add(head);
        else (_committed, _announced) = (head, []);
        return head;
    });

    /// <summary>
    /// Why a log of this size and root is not what was signed here; null: it is, or one commit more, whose head could not be written any
    /// more.
    /// </summary>
    public string? Differs(long size, Func<byte[]> root) => Under(() =>
    {
        Catch();
        if (Size == size) return _committed!.Root.AsSpan().SequenceEqual(root()) ? null : "is not what was signed outside the database";
        if (Size > size) return $"has {size} entries, but a head of {Size} was signed outside the database";
        return size - Math.Max(0, Size) == 1 || _announced.Exists(head => head.Size == size && head.Root.AsSpan().SequenceEqual(root()))
            ? null
            : Size < 0
            ? $"has {size} entries, and no head outside the database"
            : $"has {size} entries, but the last head outside the database is of {Size}";
    });

    public void Dispose() => _stream.Dispose();

    /// <summary>
    /// Reads what others appended since. What a killed process left half written at the end is cut off: it was never a head.
    /// </summary>
    private void Catch()
    {
        var length = _stream.Length;
        if (length == _end) return;
        if (length < _end)
            throw new LogDoubted($"The heads of the log {_log} outside the database were truncated while Usher was running. Run `usher " +
                "audit verify`.");
        var from = _end >= 0 ? _end : Math.Max(0, length - Tail);
        Take(Read(from), from);
        // Only announced ones at the end: the last that was committed stands further up.
        if (_committed is null && from > 0) Take(Read(0), 0);
    }

    private void Take(string text, long from)
    {
        var whole = text.LastIndexOf('\n') + 1;
        foreach (var line in text[..whole].Split('\n')[..^1])
        {
            _last = OutsideHead.HashOf(line);
            if (OutsideHead.Parse(_log, line) is not { } head) continue;
            if (head.IsAnnounced) _announced.Add(head);
            else if (_committed is null || head.Size > _committed.Size) (_committed, _announced) = (head, []);
        }

        _end = from + whole;
        if (_stream.Length > _end) _stream.SetLength(_end);
    }

    private string Read(long from)
    {
        _stream.Seek(from, SeekOrigin.Begin);
        var bytes = new byte[_stream.Length - from];
        _stream.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    private void Under(Action act) => Under<object?>(() =>
    {
        act();
        return null;
    });

    private T Under<T>(Func<T> act)
    {
        Lock();
        try
        {
            return act();
        }
        finally
        {
            if (!OperatingSystem.IsMacOS()) _stream.Unlock(0, 1);
        }
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
