using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_verification_requests_status",
                schema: "mentoring",
                table: "verification_requests");

            migrationBuilder.AddCheckConstraint(
                name: "ck_verification_requests_status",
                schema: "mentoring",
                table: "verification_requests",
                sql: "status in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'REVOKED')");

            migrationBuilder.RunScript(this, "slots");
            migrationBuilder.RunScript(this, "search");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_verification_requests_status",
                schema: "mentoring",
                table: "verification_requests");

            migrationBuilder.AddCheckConstraint(
                name: "ck_verification_requests_status",
                schema: "mentoring",
                table: "verification_requests",
                sql: "status in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')");
        }
    }
}
