using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Usher.Tests.Calls;

/// <summary>Listens to the commands that reach one database.</summary>
public sealed class QueryLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _database;
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<IDisposable> _subscriptions = new();

    public QueryLog(string connectionString)
    {
        _database = Name(new DbConnectionStringBuilder { ConnectionString = connectionString });
        _subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>What an act answers, and the texts of the commands it sent.</summary>
    public async Task<(T Answer, IReadOnlyList<string> Asked)> During<T>(Func<Task<T>> act)
    {
        _commands.Clear();
        var answer = await act();
        return (answer, [.. _commands]);
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory()) _subscriptions.Enqueue(listener.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> told)
    {
        if (told.Key == RelationalEventId.CommandExecuting.Name && told.Value is CommandEventData data
            && Name(new DbConnectionStringBuilder { ConnectionString = data.Connection.ConnectionString }) == _database)
            _commands.Enqueue(data.Command.CommandText);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private static string DbLoggerCategory() => Microsoft.EntityFrameworkCore.DbLoggerCategory.Name;

    private static string Name(DbConnectionStringBuilder parts) =>
        parts.TryGetValue("Data Source", out var file) ? $"{file}" : parts.TryGetValue("Database", out var database) ? $"{database}" : "";
}
