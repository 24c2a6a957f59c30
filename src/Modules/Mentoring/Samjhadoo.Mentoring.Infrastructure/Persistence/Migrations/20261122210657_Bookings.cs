using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Bookings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "bookings_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "pricing_rule_changes_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "pricing_rules_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "promo_codes_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "quotes_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "reviews_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                schema: "mentoring",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_feeds", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_calendar_feeds_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pricing_rules",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pricing_rules", x => x.id);
                    table.CheckConstraint("ck_pricing_rules_kind", "kind in ('REGIONAL', 'COMMUNITY', 'COMMISSION', 'GST')");
                    table.CheckConstraint("ck_pricing_rules_percent", "percent between 0 and 150");
                });

            migrationBuilder.CreateTable(
                name: "promo_codes",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: true),
                    max_discount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: true),
                    max_redemptions = table.Column<int>(type: "integer", nullable: true),
                    max_per_user = table.Column<int>(type: "integer", nullable: false),
                    redeemed = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promo_codes", x => x.id);
                    table.CheckConstraint("ck_promo_codes_amount", "amount > 0 and max_discount > 0");
                    table.CheckConstraint("ck_promo_codes_offer", "(percent is null) <> (amount is null)");
                    table.CheckConstraint("ck_promo_codes_percent", "percent > 0 and percent <= 100");
                    table.CheckConstraint("ck_promo_codes_redeemed", "redeemed >= 0 and max_per_user > 0");
                    table.ForeignKey(
                        name: "fk_promo_codes_users_created_by",
                        column: x => x.created_by,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pricing_rule_changes",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    rule_id = table.Column<long>(type: "bigint", nullable: false),
                    before = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    after = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    admin_id = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pricing_rule_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_pricing_rule_changes_pricing_rule_rule_id",
                        column: x => x.rule_id,
                        principalSchema: "mentoring",
                        principalTable: "pricing_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pricing_rule_changes_users_admin_id",
                        column: x => x.admin_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quotes",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false),
                    mentee_id = table.Column<long>(type: "bigint", nullable: false),
                    promo_code_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @base = table.Column<decimal>(name: "base", type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    commission_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    community = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    community_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    gst_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    hourly_rate = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    promotion = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    regional = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    regional_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    total = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotes", x => x.id);
                    table.ForeignKey(
                        name: "fk_quotes_mentor_profiles_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "mentor_profiles",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quotes_promo_codes_promo_code_id",
                        column: x => x.promo_code_id,
                        principalSchema: "mentoring",
                        principalTable: "promo_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quotes_users_mentee_id",
                        column: x => x.mentee_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bookings",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false),
                    mentee_id = table.Column<long>(type: "bigint", nullable: false),
                    quote_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    urgency = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    topic = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    start_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    busy_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    busy_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    price = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    charge = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: true),
                    earned = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: true),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hold_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ask = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    request_reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    closing_reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    closed_by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    mentee_done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mentor_done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reschedules = table.Column<int>(type: "integer", nullable: false),
                    meeting_link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bookings", x => x.id);
                    table.CheckConstraint("ck_bookings_ask", "ask in ('HOLD', 'CAPTURE', 'RELEASE')");
                    table.CheckConstraint("ck_bookings_closed", "(status in ('HOLDING', 'REQUESTED', 'CONFIRMED')) = (closed_at is null)");
                    table.CheckConstraint("ck_bookings_closed_by", "closed_by in ('MENTEE', 'MENTOR', 'SYSTEM')");
                    table.CheckConstraint("ck_bookings_money", "price > 0 and charge between 0 and price and earned between 0 and charge");
                    table.CheckConstraint("ck_bookings_sides", "mentor_id <> mentee_id");
                    table.CheckConstraint("ck_bookings_status", "status in ('HOLDING', 'REQUESTED', 'CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'DECLINED', 'EXPIRED', 'DROPPED')");
                    table.CheckConstraint("ck_bookings_times", "busy_from <= start_at and start_at < end_at and end_at <= busy_until");
                    table.CheckConstraint("ck_bookings_urgency", "urgency in ('CASUAL', 'SOON', 'ASAP')");
                    table.ForeignKey(
                        name: "fk_bookings_mentor_profile_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "mentor_profiles",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bookings_quote_quote_id",
                        column: x => x.quote_id,
                        principalSchema: "mentoring",
                        principalTable: "quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bookings_users_mentee_id",
                        column: x => x.mentee_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "booking_notes",
                schema: "mentoring",
                columns: table => new
                {
                    booking_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booking_notes", x => new { x.booking_id, x.author_id, x.kind });
                    table.CheckConstraint("ck_booking_notes_kind", "kind in ('PRIVATE', 'SESSION')");
                    table.ForeignKey(
                        name: "fk_booking_notes_bookings_booking_id",
                        column: x => x.booking_id,
                        principalSchema: "mentoring",
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booking_notes_users_author_id",
                        column: x => x.author_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "price_snapshots",
                schema: "mentoring",
                columns: table => new
                {
                    booking_id = table.Column<long>(type: "bigint", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @base = table.Column<decimal>(name: "base", type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    commission_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    community = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    community_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    gst_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    hourly_rate = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    promotion = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    regional = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    regional_percent = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    total = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_snapshots", x => x.booking_id);
                    table.ForeignKey(
                        name: "fk_price_snapshots_bookings_booking_id",
                        column: x => x.booking_id,
                        principalSchema: "mentoring",
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "promo_redemptions",
                schema: "mentoring",
                columns: table => new
                {
                    booking_id = table.Column<long>(type: "bigint", nullable: false),
                    promo_code_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    redeemed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promo_redemptions", x => x.booking_id);
                    table.ForeignKey(
                        name: "fk_promo_redemptions_bookings_booking_id",
                        column: x => x.booking_id,
                        principalSchema: "mentoring",
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_promo_redemptions_promo_codes_promo_code_id",
                        column: x => x.promo_code_id,
                        principalSchema: "mentoring",
                        principalTable: "promo_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_promo_redemptions_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reviews",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    booking_id = table.Column<long>(type: "bigint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false),
                    mentee_id = table.Column<long>(type: "bigint", nullable: false),
                    rating = table.Column<short>(type: "smallint", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reply = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    replied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hidden_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hidden_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews", x => x.id);
                    table.CheckConstraint("ck_reviews_rating", "rating between 1 and 5");
                    table.ForeignKey(
                        name: "fk_reviews_bookings_booking_id",
                        column: x => x.booking_id,
                        principalSchema: "mentoring",
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reviews_mentor_profiles_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "mentor_profiles",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reviews_users_mentee_id",
                        column: x => x.mentee_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review_reports",
                schema: "mentoring",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    reporter_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_reports", x => new { x.review_id, x.reporter_id });
                    table.ForeignKey(
                        name: "fk_review_reports_reviews_review_id",
                        column: x => x.review_id,
                        principalSchema: "mentoring",
                        principalTable: "reviews",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_review_reports_users_reporter_id",
                        column: x => x.reporter_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_booking_notes_author",
                schema: "mentoring",
                table: "booking_notes",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_bookings_due",
                schema: "mentoring",
                table: "bookings",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_bookings_mentee",
                schema: "mentoring",
                table: "bookings",
                columns: new[] { "mentee_id", "start_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bookings_mentor",
                schema: "mentoring",
                table: "bookings",
                columns: new[] { "mentor_id", "start_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_bookings_quote",
                schema: "mentoring",
                table: "bookings",
                column: "quote_id",
                unique: true,
                filter: "status <> 'DROPPED'");

            migrationBuilder.CreateIndex(
                name: "ux_bookings_request",
                schema: "mentoring",
                table: "bookings",
                column: "request_reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_calendar_feeds_secret",
                schema: "mentoring",
                table: "calendar_feeds",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pricing_rule_changes_admin_id",
                schema: "mentoring",
                table: "pricing_rule_changes",
                column: "admin_id");

            migrationBuilder.CreateIndex(
                name: "ix_pricing_rule_changes_rule",
                schema: "mentoring",
                table: "pricing_rule_changes",
                columns: new[] { "rule_id", "changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_pricing_rules",
                schema: "mentoring",
                table: "pricing_rules",
                columns: new[] { "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_promo_codes_created_at",
                schema: "mentoring",
                table: "promo_codes",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_promo_codes_created_by",
                schema: "mentoring",
                table: "promo_codes",
                column: "created_by");

            migrationBuilder.CreateIndex(
                name: "ux_promo_codes_code",
                schema: "mentoring",
                table: "promo_codes",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_promo_redemptions_code",
                schema: "mentoring",
                table: "promo_redemptions",
                columns: new[] { "promo_code_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_promo_redemptions_user",
                schema: "mentoring",
                table: "promo_redemptions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_expires_at",
                schema: "mentoring",
                table: "quotes",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_mentee",
                schema: "mentoring",
                table: "quotes",
                column: "mentee_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_mentor",
                schema: "mentoring",
                table: "quotes",
                column: "mentor_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_promo_code",
                schema: "mentoring",
                table: "quotes",
                column: "promo_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_reports_open",
                schema: "mentoring",
                table: "review_reports",
                columns: new[] { "reported_at", "review_id" },
                filter: "resolved_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_review_reports_reporter",
                schema: "mentoring",
                table: "review_reports",
                column: "reporter_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_mentee",
                schema: "mentoring",
                table: "reviews",
                column: "mentee_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_mentor",
                schema: "mentoring",
                table: "reviews",
                columns: new[] { "mentor_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_reviews_booking",
                schema: "mentoring",
                table: "reviews",
                column: "booking_id",
                unique: true);

            migrationBuilder.RunScript(this, "bookings");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "booking_notes",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "calendar_feeds",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "price_snapshots",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "pricing_rule_changes",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "promo_redemptions",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "review_reports",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "pricing_rules",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "reviews",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "bookings",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "quotes",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "promo_codes",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "bookings_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "pricing_rule_changes_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "pricing_rules_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "promo_codes_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "quotes_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "reviews_id_seq",
                schema: "mentoring");
        }
    }
}
