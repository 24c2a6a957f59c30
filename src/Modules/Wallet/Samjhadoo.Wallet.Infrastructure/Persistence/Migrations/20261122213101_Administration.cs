using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "wallet");

            migrationBuilder.CreateSequence(
                name: "adjustment_approvals_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "audit_log_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "freezes_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateTable(
                name: "adjustment_approvals",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    proposed_by = table.Column<long>(type: "bigint", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    transaction_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_adjustment_approvals", x => x.id);
                    table.CheckConstraint("ck_adjustment_approvals_amount", "amount <> 0 and (kind = 'CORRECTION' or amount > 0)");
                    table.CheckConstraint("ck_adjustment_approvals_four_eyes", "decided_by is null or (decided_by <> proposed_by and decided_by <> user_id)");
                    table.CheckConstraint("ck_adjustment_approvals_kind", "kind in ('CORRECTION', 'PROMO_CREDIT')");
                    table.CheckConstraint("ck_adjustment_approvals_posted", "(status = 'POSTED') = (transaction_id is not null)");
                    table.CheckConstraint("ck_adjustment_approvals_status", "status in ('PROPOSED', 'POSTED', 'REJECTED')");
                    table.ForeignKey(
                        name: "fk_adjustment_approvals_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_log",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    reference = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    request_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "freezes",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    frozen_by = table.Column<long>(type: "bigint", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_freezes", x => x.id);
                    table.CheckConstraint("ck_freezes_end", "(ended_at is null) = (ended_by is null)");
                    table.ForeignKey(
                        name: "fk_freezes_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_approvals_proposed_at",
                schema: "wallet",
                table: "adjustment_approvals",
                columns: new[] { "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_approvals_status",
                schema: "wallet",
                table: "adjustment_approvals",
                columns: new[] { "status", "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_approvals_user",
                schema: "wallet",
                table: "adjustment_approvals",
                columns: new[] { "user_id", "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_actor",
                schema: "wallet",
                table: "audit_log",
                columns: new[] { "actor_id", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_occurred_at",
                schema: "wallet",
                table: "audit_log",
                columns: new[] { "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_user",
                schema: "wallet",
                table: "audit_log",
                columns: new[] { "user_id", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_freezes_user",
                schema: "wallet",
                table: "freezes",
                columns: new[] { "user_id", "frozen_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_freezes_open",
                schema: "wallet",
                table: "freezes",
                column: "user_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.RunScript(this, "limits");
            migrationBuilder.RunScript(this, "post");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "adjustment_approvals",
                schema: "wallet");

            migrationBuilder.DropTable(
                name: "audit_log",
                schema: "wallet");

            migrationBuilder.DropTable(
                name: "freezes",
                schema: "wallet");

            migrationBuilder.DropSequence(
                name: "adjustment_approvals_id_seq",
                schema: "wallet");

            migrationBuilder.DropSequence(
                name: "audit_log_id_seq",
                schema: "wallet");

            migrationBuilder.DropSequence(
                name: "freezes_id_seq",
                schema: "wallet");
        }
    }
}
