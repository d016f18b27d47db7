using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Usher.Data.Migrations.Sqlite;

/// <summary>What entries speak of is kept in the order of its key and nowhere else: a page less is written by every change.</summary>
[DbContext(typeof(SqliteUsherDb))]
[Migration("20261128020000_SubjectsInOneTree")]
public sealed class SubjectsInOneTree : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE audit_subjects_in_order (
                customer_id TEXT NOT NULL,
                subject_id TEXT NOT NULL,
                "index" INTEGER NOT NULL,
                CONSTRAINT PK_audit_subjects PRIMARY KEY (customer_id, subject_id, "index")
            ) WITHOUT ROWID;
            INSERT INTO audit_subjects_in_order SELECT customer_id, subject_id, "index" FROM audit_subjects;
            DROP TABLE audit_subjects;
            ALTER TABLE audit_subjects_in_order RENAME TO audit_subjects;
            """);
    }
}
