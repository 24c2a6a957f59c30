using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "payout_methods_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "payouts_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "refunds_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "top_up_payments_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "top_ups_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "webhook_events_id_seq",
                schema: "wallet",
                incrementBy: 32);

            migrationBuilder.CreateTable(
                name: "kyc_records",
                schema: "wallet",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kyc_records", x => x.user_id);
                    table.CheckConstraint("ck_kyc_records_status", "status in ('NONE', 'VERIFIED', 'REJECTED')");
                    table.ForeignKey(
                        name: "fk_kyc_records_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payout_methods",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payout_methods", x => x.id);
                    table.CheckConstraint("ck_payout_methods_kind", "kind in ('UPI', 'BANK_ACCOUNT')");
                    table.ForeignKey(
                        name: "fk_payout_methods_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "top_ups",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    gateway = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    order_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    checkout_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    payment_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    transaction_id = table.Column<long>(type: "bigint", nullable: true),
                    refunded = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    last_failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checks = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_top_ups", x => x.id);
                    table.CheckConstraint("ck_top_ups_amount", "amount > 0 and refunded between 0 and amount");
                    table.CheckConstraint("ck_top_ups_order", "(status <> 'PENDING' and status <> 'PAID') or order_id is not null");
                    table.CheckConstraint("ck_top_ups_paid", "(status = 'PAID') = (payment_id is not null and transaction_id is not null and paid_at is not null)");
                    table.CheckConstraint("ck_top_ups_status", "status in ('CREATED', 'PENDING', 'PAID', 'EXPIRED')");
                    table.ForeignKey(
                        name: "fk_top_ups_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhook_events",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    gateway = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    event_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    notice = table.Column<string>(type: "jsonb", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    body_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payout_accounts",
                schema: "wallet",
                columns: table => new
                {
                    method_id = table.Column<long>(type: "bigint", nullable: false),
                    holder_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    vpa = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    account_number = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    ifsc = table.Column<string>(type: "character varying(11)", maxLength: 11, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payout_accounts", x => x.method_id);
                    table.CheckConstraint("ck_payout_accounts_kind", "(vpa is null) = (account_number is not null) and (account_number is null) = (ifsc is null)");
                    table.ForeignKey(
                        name: "fk_payout_accounts_payout_methods_method_id",
                        column: x => x.method_id,
                        principalSchema: "wallet",
                        principalTable: "payout_methods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payouts",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    method_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    tds = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    kyc = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    approvals_needed = table.Column<int>(type: "integer", nullable: false),
                    gateway = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    transaction_id = table.Column<long>(type: "bigint", nullable: false),
                    gateway_payout_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    utr = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    rejected_by = table.Column<long>(type: "bigint", nullable: true),
                    rejection_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payouts", x => x.id);
                    table.CheckConstraint("ck_payouts_amount", "amount > 0 and tds >= 0 and tds < amount");
                    table.CheckConstraint("ck_payouts_due", "(status in ('APPROVED', 'PROCESSING')) = (due_at is not null)");
                    table.CheckConstraint("ck_payouts_kyc", "kyc in ('NONE', 'VERIFIED', 'REJECTED')");
                    table.CheckConstraint("ck_payouts_status", "status in ('REQUESTED', 'APPROVED', 'PROCESSING', 'PAID', 'FAILED', 'REJECTED')");
                    table.ForeignKey(
                        name: "fk_payouts_payout_method_method_id",
                        column: x => x.method_id,
                        principalSchema: "wallet",
                        principalTable: "payout_methods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payouts_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    top_up_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    gateway = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    payment_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    gateway_refund_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    transaction_id = table.Column<long>(type: "bigint", nullable: true),
                    requested_by = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => x.id);
                    table.CheckConstraint("ck_refunds_amount", "amount > 0");
                    table.CheckConstraint("ck_refunds_cause", "cause in ('REQUESTED', 'SECOND_PAYMENT', 'AMOUNT_MISMATCH', 'NOT_CREDITABLE')");
                    table.CheckConstraint("ck_refunds_open", "(status in ('PENDING', 'SENT')) = (due_at is not null)");
                    table.CheckConstraint("ck_refunds_requested", "(cause = 'REQUESTED') = (transaction_id is not null)");
                    table.CheckConstraint("ck_refunds_status", "status in ('PENDING', 'SENT', 'DONE', 'FAILED')");
                    table.ForeignKey(
                        name: "fk_refunds_top_up_top_up_id",
                        column: x => x.top_up_id,
                        principalSchema: "wallet",
                        principalTable: "top_ups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refunds_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "wallet",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "top_up_payments",
                schema: "wallet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    top_up_id = table.Column<long>(type: "bigint", nullable: false),
                    gateway = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    payment_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    credited = table.Column<bool>(type: "boolean", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_top_up_payments", x => x.id);
                    table.ForeignKey(
                        name: "fk_top_up_payments_top_up_top_up_id",
                        column: x => x.top_up_id,
                        principalSchema: "wallet",
                        principalTable: "top_ups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payout_approvals",
                schema: "wallet",
                columns: table => new
                {
                    admin_id = table.Column<long>(type: "bigint", nullable: false),
                    payout_id = table.Column<long>(type: "bigint", nullable: false),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payout_approvals", x => new { x.payout_id, x.admin_id });
                    table.ForeignKey(
                        name: "fk_payout_approvals_payouts_payout_id",
                        column: x => x.payout_id,
                        principalSchema: "wallet",
                        principalTable: "payouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_payout_methods_user",
                schema: "wallet",
                table: "payout_methods",
                columns: new[] { "user_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_due",
                schema: "wallet",
                table: "payouts",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_method",
                schema: "wallet",
                table: "payouts",
                column: "method_id");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_requested",
                schema: "wallet",
                table: "payouts",
                columns: new[] { "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_status",
                schema: "wallet",
                table: "payouts",
                columns: new[] { "status", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payouts_user",
                schema: "wallet",
                table: "payouts",
                columns: new[] { "user_id", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_payouts_gateway",
                schema: "wallet",
                table: "payouts",
                columns: new[] { "gateway", "gateway_payout_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_due",
                schema: "wallet",
                table: "refunds",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_user",
                schema: "wallet",
                table: "refunds",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_refunds_gateway",
                schema: "wallet",
                table: "refunds",
                columns: new[] { "gateway", "gateway_refund_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_refunds_reference",
                schema: "wallet",
                table: "refunds",
                columns: new[] { "top_up_id", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_top_up_payments_credited",
                schema: "wallet",
                table: "top_up_payments",
                column: "top_up_id",
                unique: true,
                filter: "credited");

            migrationBuilder.CreateIndex(
                name: "ux_top_up_payments_payment",
                schema: "wallet",
                table: "top_up_payments",
                columns: new[] { "gateway", "payment_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_top_ups_due",
                schema: "wallet",
                table: "top_ups",
                column: "check_at",
                filter: "check_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_top_ups_user",
                schema: "wallet",
                table: "top_ups",
                columns: new[] { "user_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_top_ups_order",
                schema: "wallet",
                table: "top_ups",
                columns: new[] { "gateway", "order_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_top_ups_reference",
                schema: "wallet",
                table: "top_ups",
                columns: new[] { "user_id", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_due",
                schema: "wallet",
                table: "webhook_events",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_received_at",
                schema: "wallet",
                table: "webhook_events",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ux_webhook_events_body",
                schema: "wallet",
                table: "webhook_events",
                columns: new[] { "gateway", "body_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_webhook_events_event",
                schema: "wallet",
                table: "webhook_events",
                columns: new[] { "gateway", "event_id" },
                unique: true);

            migrationBuilder.RunScript(this, "sandbox");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The books are kept; there is no way back from them.
        }
    }
}
