using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Usher.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ArchivedTeamsAndKeyUses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "last_used",
                table: "users");

            migrationBuilder.AddColumn<long>(
                name: "archived",
                table: "teams",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "key_uses",
                columns: table => new
                {
                    key_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_uses", x => x.key_id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "key_uses");

            migrationBuilder.DropColumn(
                name: "archived",
                table: "teams");

            migrationBuilder.AddColumn<long>(
                name: "last_used",
                table: "users",
                type: "INTEGER",
                nullable: true);
        }
    }
}
