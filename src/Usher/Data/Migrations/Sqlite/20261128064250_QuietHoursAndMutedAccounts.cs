using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Usher.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class QuietHoursAndMutedAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "access_mail",
                table: "preferences",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "own_calls",
                table: "preferences",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "quiet_from",
                table: "preferences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "quiet_to",
                table: "preferences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quiet_zone",
                table: "preferences",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "shared_calls",
                table: "preferences",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "team_calls",
                table: "preferences",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "muted_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    account_key = table.Column<string>(type: "TEXT", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_muted_accounts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_muted_accounts_customer_id_user_id_account_key",
                table: "muted_accounts",
                columns: new[] { "customer_id", "user_id", "account_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "muted_accounts");

            migrationBuilder.DropColumn(
                name: "access_mail",
                table: "preferences");

            migrationBuilder.DropColumn(
                name: "own_calls",
                table: "preferences");

            migrationBuilder.DropColumn(
                name: "quiet_from",
                table: "preferences");

            migrationBuilder.DropColumn(
                name: "quiet_to",
                table: "preferences");

            migrationBuilder.DropColumn(
                name: "quiet_zone",
                table: "preferences");

            migrationBuilder.DropColumn(
                name: "shared_calls",
                table: "preferences");

            migrationBuilder.DropColumn(
                name: "team_calls",
                table: "preferences");
        }
    }
}
