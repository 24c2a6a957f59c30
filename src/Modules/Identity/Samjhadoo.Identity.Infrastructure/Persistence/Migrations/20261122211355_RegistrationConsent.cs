using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samjhadoo.Identity.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RegistrationConsent : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "consent_version",
                schema: "identity",
                table: "users",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "consent_version",
                schema: "identity",
                table: "users");
        }
    }
}
