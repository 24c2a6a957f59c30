using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Holds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RunScript(this, "holds");
            migrationBuilder.RunScript(this, "post");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The books are kept; there is no way back from them.
        }
    }
}
