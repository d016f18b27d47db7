using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Usher.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PasswordLinksAndProposals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "forgotten",
                table: "one_time_links",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "proposed_organization_admin_id",
                table: "customers",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "forgotten",
                table: "one_time_links");

            migrationBuilder.DropColumn(
                name: "proposed_organization_admin_id",
                table: "customers");
        }
    }
}
