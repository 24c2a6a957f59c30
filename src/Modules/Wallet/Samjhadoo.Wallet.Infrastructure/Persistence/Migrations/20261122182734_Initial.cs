using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RunScript(this, "ledger");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The books are kept; there is no way back from them.
        }
    }
}
