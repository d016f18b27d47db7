using Microsoft.Extensions.DependencyInjection;
using Usher.Data;
using Usher.Data.Backups;
using Usher.Directory;
using Usher.Access;
using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Stores;
using Usher.Web.Hosting;

namespace Usher.Tests.Commands;

/// <summary>A backup is what was there at one moment, and a restore makes that again, on every database.</summary>
public abstract class BackupSuite : IDisposable
{
    private readonly string _folder = House.NewFolder();

    private string Copy => Path.Combine(_folder, "backup");

    private string Keys => Path.Combine(_folder, "backup-keys");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task On_an_empty_host_everything_is_as_it_was_and_every_log_fits_its_heads()
    {
        var here = await Begin();
        await Act(here, "one@vendor.example");
        var made = await new Backup(here, TimeProvider.System).Write(Copy, Keys, Ct);
        made.Entries.ShouldBe(await Entries(here));

        var there = await Host("there");
        var done = await new Restore(there).Read(Copy, Keys, Ct);
        done.ShouldSatisfyAllConditions(d => d.Unfit.ShouldBe(0), d => d.HeadsKept.ShouldBeFalse(), d => d.IsKeyThere.ShouldBeTrue());
        (await Entries(there)).ShouldBe(made.Entries);
        await Act(there, "two@vendor.example");
        (await Unfit(there)).ShouldBe(0);
    }

    [Fact]
    public async Task A_backup_taken_while_changes_go_on_fits_the_heads_it_was_taken_with()
    {
        var here = await Begin();
        var taken = false;
        var begun = new TaskCompletionSource();
        var changes = Task.Run(async () =>
        {
            await using var services = Services(here);
            for (var i = 0; !Volatile.Read(ref taken); i++)
            {
                await services.GetRequiredService<Gate>().Run(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(StaffRole.SuperUser, $"p{i}@vendor.example", "Pat"), Ct);
                if (i == 3) begun.SetResult();
            }
        }, Ct);
        await begun.Task;
        try
        {
            await new Backup(here, TimeProvider.System).Write(Copy, Keys, Ct);
        }
        finally
        {
            Volatile.Write(ref taken, true);
            await changes;
        }

        var there = await Host("there");
        (await new Restore(there).Read(Copy, Keys, Ct)).Unfit.ShouldBe(0);
        await Act(there, "after@vendor.example");
        (await Unfit(there)).ShouldBe(0);
    }

    [Fact]
    public async Task Heads_that_outlived_the_database_tell_what_was_lost_until_somebody_says_so_in_the_log()
    {
        var here = await Begin();
        await new Backup(here, TimeProvider.System).Write(Copy, null, Ct);
        await Act(here, "lost@vendor.example");
        var again = here with { ConnectionString = (await Host("again")).ConnectionString };

        var done = await new Restore(again).Read(Copy, null, Ct);
        done.ShouldSatisfyAllConditions(d => d.HeadsKept.ShouldBeTrue(), d => d.Unfit.ShouldBe(1));
        await using (var services = Services(again))
            (await services.GetRequiredService<RestoredLogs>().Accept("The disk of the database failed; the backup of that night was restored", Ct)).ShouldHaveSingleItem().Refused.ShouldBeNull();
        (await Unfit(again)).ShouldBe(0);
    }

    [Fact]
    public async Task An_audit_key_is_changed_by_saying_so_in_the_log()
    {
        var here = await Begin();
        using (var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256))
            await File.WriteAllTextAsync(here.AuditKeyFile, other.ExportPkcs8PrivateKeyPem(), Ct);
        (await Unfit(here)).ShouldBe(1);
        await using (var services = Services(here))
            (await services.GetRequiredService<RestoredLogs>().Accept("The audit key was changed", Ct)).ShouldHaveSingleItem().Refused.ShouldBeNull();
        (await Unfit(here)).ShouldBe(0);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("added")]
    [InlineData("unfinished")]
    public async Task A_backup_that_is_not_as_it_was_made_is_refused_before_anything_is_written(string how)
    {
        var here = await Begin();
        var made = await new Backup(here, TimeProvider.System).Write(Copy, Keys, Ct);
        var file = Path.Combine(Copy, made.File);
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[^1] ^= 1;
        if (how == "altered") await File.WriteAllBytesAsync(file, bytes, Ct);
        if (how == "removed") File.Delete(System.IO.Directory.EnumerateFiles(Path.Combine(Copy, Backup.HeadsName)).First());
        if (how == "added") await File.WriteAllTextAsync(Path.Combine(Copy, Backup.HeadsName, $"{Guid.NewGuid():N}.heads"), "", Ct);
        if (how == "unfinished") File.Delete(Path.Combine(Copy, BackupManifest.FileName));

        var there = await Host("there");
        await Should.ThrowAsync<InvalidDataException>(() => new Restore(there).Read(Copy, Keys, Ct));
        await using var store = Store.Open(there.ConnectionString);
        (await DatabaseCopy.Occupied(store, Ct)).ShouldBeNull();
        System.IO.Directory.Exists(there.HeadsFolder).ShouldBeFalse();
        File.Exists(there.AuditKeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_that_is_there_is_overwritten()
    {
        var here = await Begin();
        await new Backup(here, TimeProvider.System).Write(Copy, Keys, Ct);
        await Should.ThrowAsync<InvalidDataException>(() => new Backup(here, TimeProvider.System).Write(Copy, null, Ct));
        await Should.ThrowAsync<InvalidDataException>(() => new Backup(here, TimeProvider.System).Write(Copy + "-2", Keys, Ct));
        await Should.ThrowAsync<CopyFailed>(() => new Restore(here).Read(Copy, Keys, Ct));
        var there = await Host("there");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(there.AuditKeyFile)!);
        await File.WriteAllTextAsync(there.AuditKeyFile, "another", Ct);
        await Should.ThrowAsync<InvalidDataException>(() => new Restore(there).Read(Copy, Keys, Ct));
        (await File.ReadAllTextAsync(there.AuditKeyFile, Ct)).ShouldBe("another");
    }

    [Fact]
    public async Task Keys_are_in_a_backup_only_when_they_are_asked_for_and_never_beside_it()
    {
        var here = await Begin();
        await new Backup(here, TimeProvider.System).Write(Copy, Keys, Ct);
        var key = await File.ReadAllTextAsync(here.AuditKeyFile, Ct);
        foreach (var file in System.IO.Directory.EnumerateFiles(Copy, "*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Ct)).ShouldNotContain(key.Split('\n')[1]);
        var there = await Host("there");
        (await new Restore(there).Read(Copy, null, Ct)).IsKeyThere.ShouldBeFalse();
        File.Exists(there.AuditKeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_written_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        var here = await Begin();
        await new Backup(here, TimeProvider.System).Write(Copy, Keys, Ct);
        var there = await Host("there");
        await new Restore(there).Read(Copy, Keys, Ct);
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var folder in new[] { Copy, Keys, here.DataFolder, there.DataFolder })
        foreach (var path in System.IO.Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
            (File.GetUnixFileMode(path) & others).ShouldBe(UnixFileMode.None, path);
    }

    /// <summary>A database that is not there yet, or is empty.</summary>
    protected abstract Task<string> Nowhere(string folder);

    private async Task<UsherSettings> Host(string name)
    {
        var data = Path.Combine(_folder, name, "data");
        return new UsherSettings(data, await Nowhere(data), Path.Combine(_folder, name, "etc", "usher-audit.key"), IsDemo: false);
    }

    private async Task<UsherSettings> Begin()
    {
        var here = await Host("here");
        OwnerOnly.Folder(Path.GetDirectoryName(here.AuditKeyFile)!);
        await using (var store = here.OpenStore()) await store.Prepare(Ct);
        await Act(here, "zero@vendor.example");
        return here;
    }

    private static ServiceProvider Services(UsherSettings settings) => new ServiceCollection().AddLogging().AddUsher(settings).BuildServiceProvider();

    private static async Task Act(UsherSettings settings, string email)
    {
        await using var services = Services(settings);
        (await services.GetRequiredService<Gate>().Run(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(StaffRole.SuperUser, email, "Robin"), Ct)).Refused.ShouldBeNull();
    }

    private static async Task<long> Entries(UsherSettings settings)
    {
        await using var store = Store.Open(settings.ConnectionString);
        await using var db = store.Context(Guid.Empty);
        return db.Set<Head>().Sum(head => head.LogSize);
    }

    private static async Task<int> Unfit(UsherSettings settings)
    {
        await using var services = Services(settings);
        return (await services.GetRequiredService<HeadsCheck>().Run(Ct)).Count;
    }
}

/// <inheritdoc/>
public sealed class BackupOnSqliteTests : BackupSuite
{
    /// <inheritdoc/>
    protected override Task<string> Nowhere(string folder) => Task.FromResult($"Data Source={Path.Combine(folder, "usher.db")}");

    [Fact]
    public async Task A_copy_with_a_damaged_page_is_not_restored()
    {
        var folder = House.NewFolder();
        var file = Path.Combine(folder, "usher.db");
        await using (var store = new SqliteStore($"Data Source={file}")) await store.Prepare(TestContext.Current.CancellationToken);
        await using (var store = new SqliteStore($"Data Source={file}")) await DatabaseCopy.Write(store, file + ".copy", TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(file + ".copy", TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0xA5, 8192, 4096);
        await File.WriteAllBytesAsync(file + ".copy", bytes, TestContext.Current.CancellationToken);
        await using (var store = new SqliteStore($"Data Source={file}.restored"))
            await Should.ThrowAsync<CopyFailed>(() => DatabaseCopy.Read(store, file + ".copy", TestContext.Current.CancellationToken));
        File.Exists(file + ".restored").ShouldBeFalse();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
