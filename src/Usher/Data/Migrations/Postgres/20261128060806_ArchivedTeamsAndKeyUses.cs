using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Usher.Data.Migrations.Postgres
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
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "key_uses",
                columns: table => new
                {
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
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
                type: "bigint",
                nullable: true);
        }
    }
}
