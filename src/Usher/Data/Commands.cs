using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Usher.Data;

/// <summary>Asking with the client library alone, where the object mapper would be most of the cost.</summary>
internal static class Commands
{
    /// <summary>A command on the context's own connection, which must be open, and in its transaction if there is one.</summary>
    public static DbCommand Command(this UsherDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    /// <summary>Adds a parameter; null is the database's own.</summary>
    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
