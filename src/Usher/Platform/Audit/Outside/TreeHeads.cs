using System.Collections.Concurrent;
using System.Security.Cryptography;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Signed tree heads outside the database: whoever owns the database can rewrite a whole log consistently, but not these. One file per log,
/// a line per head, each naming the one before; appended after the commit and before the caller hears of success. No commit follows one
/// whose head is not there: at most the commit under way has none.
/// </summary>
/// <param name="folder">Where the files are; made when it is not there.</param>
/// <param name="key">ECDSA on P-256, with its private half.</param>
public sealed class TreeHeads(string folder, ECDsa key) : IDisposable
{
    /// <summary>What the name of a log's file of heads ends in.</summary>
    public const string Extension = ".heads";
    private const string Aside = ".heads-before";

    /// <summary>Files held open at most.</summary>
    private const int MostOpen = 512;

    private readonly ConcurrentDictionary<Guid, Slot> _slots = new();
    private readonly ConcurrentDictionary<Guid, (long Size, byte[] Frontier)> _unwritten = new();
    private readonly Lock _signing = new();
    private long _uses;
    private int _open;

    /// <summary>Where the files are.</summary>
    public string Folder => folder;

    /// <summary>
    /// Whether each head is on the disk before anything goes on: then a failure of power loses none, at the price of one more write to it
    /// for each change.
    /// </summary>
    public bool Synced { get; init; }

    /// <summary>
    /// Whether other nodes write heads of the same logs into folders of their own: then this one's may lag behind by what the others did.
    /// </summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>Hears of each head that was written; must return at once. Null: nobody does.</summary>
    public Action<OutsideHead>? Written { get; set; }

    /// <summary>The public half of the key, as PEM: all that is needed to check heads and exports.</summary>
    public string PublicKey => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>A secret that every node with this key has, for a purpose of its own.</summary>
    public byte[] Secret(string purpose)
    {
        lock (_signing)
        {
            return HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ExportParameters(includePrivateParameters: true).D!, 32,
                info: System.Text.Encoding.UTF8.GetBytes($"usher {purpose}"));
        }
    }

    /// <summary>Appends the head of a log after its commit; one that is not longer than the last is left out.</summary>
    /// <exception cref="StoreUnavailable">The file cannot be written: the change is durable, but nobody may hear that it is.</exception>
    public void Publish(Head head, DateTimeOffset at) => Write(head.Id, head.LogSize, head.Frontier, at, isAnnounced: false);

    /// <summary>
    /// Announces the head that a commit of several entries will have, before it: if its head cannot be written any more, this one tells
    /// what was committed.
    /// </summary>
    /// <exception cref="StoreUnavailable">The file cannot be written: nothing is to be committed.</exception>
    public void Announce(Head head, DateTimeOffset at) => Write(head.Id, head.LogSize, head.Frontier, at, isAnnounced: true);

    /// <summary>Before a commit: sees to it that the head of the log as it was is outside, and that it is what was signed there.</summary>
    /// <param name="log">The log.</param>
    /// <param name="size">How many entries it had.</param>
    /// <param name="frontier">Its frontier then.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="StoreUnavailable">The file cannot be written, or the log is not the one that was signed (<see cref="LogDoubted"/>):
    /// nothing is to be committed.</exception>
    public void CatchUp(Guid log, long size, byte[] frontier, DateTimeOffset at)
    {
        if (size > 0) Write(log, size, frontier, at, isAnnounced: false, isCheck: true);
    }

    /// <summary>Signs a head without writing it anywhere.</summary>
    public SignedHead Sign(Head head, DateTimeOffset at)
    {
        var root = new Frontier(head.Frontier, head.LogSize).Root();
        lock (_signing) return SignedHead.Sign(key, head.Id, head.LogSize, root, at);
    }

    /// <summary>Signs a text whose first line says what it is.</summary>
    internal byte[] Sign(byte[] text)
    {
        lock (_signing) return key.SignData(text, HashAlgorithmName.SHA256);
    }

    /// <summary>Whether this key signed a head.</summary>
    public bool Signed(SignedHead head)
    {
        lock (_signing) return head.IsSignedBy(key);
    }

    /// <inheritdoc cref="Signed(SignedHead)"/>
    public bool Signed(OutsideHead head)
    {
        lock (_signing) return head.IsSignedBy(key);
    }

    /// <summary>The heads of a log outside the database; null: there is no file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public HeadChain? Chain(Guid log) => File.Exists(PathOf(log)) ? HeadChain.Read(log, HeadChain.TextOf(PathOf(log)), Signed) : null;

    /// <summary>The logs of which heads are outside.</summary>
    public IReadOnlyList<Guid> Logs() =>
        !System.IO.Directory.Exists(folder) ? [] : [.. System.IO.Directory.EnumerateFiles(folder, "*" + Extension)
        .Select(path => (Is: Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var log), Log: log)).Where(file => file.Is)
        .Select(file => file.Log)];

    /// <summary>Puts a log's heads aside and begins a new chain, whose first line names what was put aside.</summary>
    /// <returns>That name, and where the former heads are now; null: there were none.</returns>
    internal (byte[] From, string? Aside) Restart(Guid log)
    {
        var slot = _slots.GetOrAdd(log, _ => new());
        lock (slot)
        {
            Close(slot);
            var former = File.Exists(PathOf(log)) ? PathOf(log) : System.IO.Directory.Exists(folder)
                ? System.IO.Directory.EnumerateFiles(folder, $"{log:N}.*{Aside}").MaxBy(File.GetLastWriteTimeUtc)
                : null;
            slot.From = HeadChain.HashOf(former is null ? [] : File.ReadAllBytes(former));
            slot.IsAccepted = true;
            if (former != PathOf(log)) return (slot.From, former);
            var aside = Path.Combine(folder, $"{log:N}.{Convert.ToHexStringLower(slot.From.AsSpan(0, 8))}{Aside}");
            File.Move(former, aside, overwrite: true);
            return (slot.From, aside);
        }
    }

    /// <summary>Whether heads can be written: none that was to be is missing, and the folder takes files.</summary>
    public bool CanWrite()
    {
        if (!_unwritten.IsEmpty) return false;
        var probe = Path.Combine(folder, $".can-write-{Environment.ProcessId}");
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write)) file.Write(new byte[Sector]);
            File.Delete(probe);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes the heads that could not be written when they were to be.</summary>
    public void Retry(DateTimeOffset at)
    {
        foreach (var (log, head) in _unwritten)
        {
            try
            {
                Write(log, head.Size, head.Frontier, at, isAnnounced: false);
            }
            catch (StoreUnavailable)
            {
                // Not yet: asked again in a second.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            lock (slot) Close(slot);
        }

        key.Dispose();
    }

    private const int Sector = 4096;

    private void Write(Guid log, long size, byte[] frontier, DateTimeOffset at, bool isAnnounced, bool isCheck = false)
    {
        var slot = _slots.GetOrAdd(log, _ => new());
        OutsideHead? written;
        try
        {
            lock (slot)
            {
                var file = Open(slot, log);
                if (isCheck && !slot.IsChecked)
                {
                    if (!IsOneOfMany && !slot.IsAccepted && file.Differs(size, () => new Frontier(frontier, size).Root()) is { } how)
                        throw new LogDoubted($"The audit log {log} {how}. Run `usher audit verify`; if a backup was restored, `usher " +
                            "audit accept-restore`.");
                    slot.IsChecked = true;
                }
                else if (isCheck && file.Size > size)
                {
                    throw new LogDoubted($"The audit log {log} lost entries while Usher was running. Run `usher audit verify`.");
                }

                written = isAnnounced || size > file.Size
                    ? file.Append(size, isAnnounced, previous => Sign(log, size, frontier, at, previous, isAnnounced))
                    : null;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!isAnnounced && !isCheck) _unwritten[log] = (size, frontier);
            throw new StoreUnavailable(fault);
        }
        catch (Exception fault) when (fault is LogDoubted or ArgumentException)
        {
            if (!isAnnounced && !isCheck) _unwritten[log] = (size, frontier);
            throw new StoreUnavailable(fault);
        }

        if (!isAnnounced && _unwritten.TryGetValue(log, out var missing) && missing.Size <= size) _unwritten.TryRemove(log, out _);
        if (written is not null) Written?.Invoke(written);
    }

    private OutsideHead Sign(Guid log, long size, byte[] frontier, DateTimeOffset at, byte[] previous, bool isAnnounced)
    {
        var root = new Frontier(frontier, size).Root();
        lock (_signing) return OutsideHead.Sign(key, log, size, root, at, previous, isAnnounced);
    }

    private HeadFile Open(Slot slot, Guid log)
    {
        slot.Used = Interlocked.Increment(ref _uses);
        if (slot.File is not null) return slot.File;
        slot.File = new HeadFile(PathOf(log), log, slot.From ?? OutsideHead.Nothing, Synced);
        if (Interlocked.Increment(ref _open) > MostOpen) CloseSome(slot);
        return slot.File;
    }

    /// <summary>Closes the half of the files that was used longest ago; one that is in use just now stays.</summary>
    private void CloseSome(Slot except)
    {
        foreach (var slot in _slots.Values.Where(slot => slot.File is not null && slot != except).OrderBy(slot => slot.Used)
            .Take(MostOpen / 2))
        {
            if (!Monitor.TryEnter(slot)) continue;
            try
            {
                Close(slot);
            }
            finally
            {
                Monitor.Exit(slot);
            }
        }
    }

    private void Close(Slot slot)
    {
        if (slot.File is null) return;
        slot.File.Dispose();
        slot.File = null;
        slot.IsChecked = false;
        Interlocked.Decrement(ref _open);
    }

    private string PathOf(Guid log) => Path.Combine(folder, $"{log:N}{Extension}");

    private sealed class Slot
    {
        public HeadFile? File { get; set; }

        public long Used { get; set; }

        /// <summary>What the first line of a new file goes on from; null: nothing.</summary>
        public byte[]? From { get; set; }

        /// <summary>The log was held against the file once since it was opened.</summary>
        public bool IsChecked { get; set; }

        /// <summary>A person said that this log is to go on from here.</summary>
        public bool IsAccepted { get; set; }
    }
}

/// <summary>A log is not the one that was signed outside the database: no entry goes into it until a person has looked.</summary>
public sealed class LogDoubted(string message) : Exception(message);
