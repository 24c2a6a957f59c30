using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Wallet.Infrastructure.Persistence.Sql;

#nullable disable

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Holds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Script.Run(migrationBuilder, "holds");
            Script.Run(migrationBuilder, "post");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The books are kept; there is no way back from them.
        }
    }
}
