namespace Usher.Platform;

/// <summary>One snapshot and the floor below which none may decide.</summary>
internal sealed class SnapshotSlot<T>
    where T : class
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _keeping = new();
    private volatile T? _fresh;
    private volatile Held? _held;
    private long _floor;
    private int _drops;
    private long _used;
    private bool _isRetired;

    public T? Current => _held?.Snapshot;

    public long Version => _held?.Version ?? -1;

    /// <summary>How often what was held was forgotten: what was read before the last time is not kept.</summary>
    public int Drops => Volatile.Read(ref _drops);

    /// <summary>What is held, while it is not older than the floor: the one thing that a decision looks at.</summary>
    public T? Fresh => _fresh;

    /// <summary>How much there was to read when this was last asked for, as given to <see cref="Use"/>.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Whether it is out of use: floors are raised elsewhere.</summary>
    public bool IsRetired
    {
        get
        {
            lock (_keeping) return _isRetired;
        }
    }

    /// <summary>
    /// What is held, and that it was asked for. Written only when something was read meanwhile, so that who only asks shares nothing that
    /// others write.
    /// </summary>
    public T? Use(long now)
    {
        if (_used != now) Volatile.Write(ref _used, now);
        return _fresh;
    }

    /// <returns>Whether it was lower.</returns>
    public bool RaiseFloor(long version)
    {
        lock (_keeping)
        {
            if (version <= _floor) return false;
            _floor = version;
            Refresh();
            return true;
        }
    }

    public void Drop()
    {
        lock (_keeping)
        {
            _drops++;
            _held = null;
            Refresh();
        }
    }

    /// <summary>What holds on to this slot from before finds nothing in it any more: floors are raised elsewhere from now on.</summary>
    public void Retire()
    {
        lock (_keeping)
        {
            _isRetired = true;
            Refresh();
        }
    }

    public void Offer(T snapshot, long version, int drops)
    {
        lock (_keeping)
        {
            if (drops == _drops && (_held is not { } held || held.Version < version)) _held = new(snapshot, version);
            Refresh();
        }
    }

    /// <summary>Puts one in place of another of the same version; nothing when something else is held by now.</summary>
    public void Replace(T held, T by)
    {
        lock (_keeping)
        {
            if (_held is { } now && ReferenceEquals(now.Snapshot, held)) _held = new(by, now.Version);
            Refresh();
        }
    }

    /// <summary>
    /// Reads until what was read is not older than the floor was when the reading began: each reading sees every change committed before.
    /// </summary>
    public async Task<T?> Load(Func<Task<(T Snapshot, long Version)?>> read, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            if (Fresh is { } fresh) return fresh;
            var floor = Volatile.Read(ref _floor);
            var drops = Drops;
            if (await read() is not var (snapshot, version)) return null;
            if (version < floor) throw new InvalidOperationException("The store answered with a version older than one it acknowledged.");
            Offer(snapshot, version, drops);
            return snapshot;
        }
        finally
        {
            _loading.Release();
        }
    }

    private void Refresh() => _fresh = !_isRetired && _held is { } held && held.Version >= _floor ? held.Snapshot : null;

    private sealed record Held(T Snapshot, long Version);
}
