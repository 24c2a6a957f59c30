using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Infrastructure.Persistence;

#nullable disable

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Mentors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "mentoring");

            migrationBuilder.CreateSequence(
                name: "availabilities_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "mentor_profiles_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "skills_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateSequence(
                name: "verification_requests_id_seq",
                schema: "mentoring",
                incrementBy: 32);

            migrationBuilder.CreateTable(
                name: "mentor_profiles",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    bio = table.Column<string>(type: "text", nullable: true),
                    expertise = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    hourly_rate = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    is_verified = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    rating = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: true),
                    total_sessions = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    headline = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, defaultValue: ""),
                    languages = table.Column<List<string>>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    community_discount = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    role_granted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rating_count = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mentor_profiles", x => x.id);
                    table.UniqueConstraint("mentor_profiles_user_id_key", x => x.user_id);
                    table.CheckConstraint("ck_mentor_profiles_hourly_rate", "hourly_rate is not null and hourly_rate > 0");
                    table.CheckConstraint("ck_mentor_profiles_is_verified", "is_verified is not null");
                    table.CheckConstraint("ck_mentor_profiles_rating", "rating between 1 and 5 and (rating is null) = (rating_count = 0)");
                    table.CheckConstraint("ck_mentor_profiles_rating_count", "rating_count >= 0");
                    table.CheckConstraint("ck_mentor_profiles_total_sessions", "total_sessions is not null and total_sessions >= 0");
                    table.CheckConstraint("ck_mentor_profiles_user_id", "user_id is not null");
                    table.ForeignKey(
                        name: "fk_mentor_profiles_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rate_limits",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    minimum = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    maximum = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rate_limits", x => x.id);
                    table.CheckConstraint("ck_rate_limits_one", "id = 1");
                    table.CheckConstraint("ck_rate_limits_order", "0 < minimum and minimum <= maximum");
                    table.ForeignKey(
                        name: "fk_rate_limits_users_updated_by",
                        column: x => x.updated_by,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "skills",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    category = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    aliases = table.Column<List<string>>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_skills", x => x.id);
                    table.CheckConstraint("ck_skills_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                });

            migrationBuilder.CreateTable(
                name: "availabilities",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    buffer_before = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)0),
                    buffer_after = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)0),
                    minimum_notice = table.Column<int>(type: "integer", nullable: false, defaultValue: 120),
                    window_days = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)60),
                    daily_cap = table.Column<short>(type: "smallint", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_availabilities", x => x.id);
                    table.UniqueConstraint("availabilities_mentor_id_key", x => x.mentor_id);
                    table.CheckConstraint("ck_availabilities_buffers", "buffer_before between 0 and 120 and buffer_after between 0 and 120");
                    table.CheckConstraint("ck_availabilities_daily_cap", "daily_cap between 1 and 24");
                    table.CheckConstraint("ck_availabilities_minimum_notice", "minimum_notice between 0 and 20160");
                    table.CheckConstraint("ck_availabilities_window_days", "window_days between 1 and 180");
                    table.ForeignKey(
                        name: "fk_availabilities_mentor_profiles_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "mentor_profiles",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "verification_requests",
                schema: "mentoring",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    evidence_links = table.Column<List<string>>(type: "text[]", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    event_sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verification_requests", x => x.id);
                    table.CheckConstraint("ck_verification_requests_decided", "(status = 'PENDING') = (decided_at is null)");
                    table.CheckConstraint("ck_verification_requests_status", "status in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')");
                    table.ForeignKey(
                        name: "fk_verification_requests_mentor_profiles_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "mentor_profiles",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_verification_requests_users_decided_by",
                        column: x => x.decided_by,
                        principalSchema: "mentoring",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mentor_skills",
                schema: "mentoring",
                columns: table => new
                {
                    skill_id = table.Column<long>(type: "bigint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mentor_skills", x => new { x.mentor_id, x.skill_id });
                    table.ForeignKey(
                        name: "fk_mentor_skills_mentor_profiles_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "mentor_profiles",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mentor_skills_skill_skill_id",
                        column: x => x.skill_id,
                        principalSchema: "mentoring",
                        principalTable: "skills",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "availability_overrides",
                schema: "mentoring",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_minute = table.Column<short>(type: "smallint", nullable: false),
                    ends_minute = table.Column<short>(type: "smallint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_availability_overrides", x => new { x.mentor_id, x.day, x.starts_minute, x.ends_minute });
                    table.CheckConstraint("ck_availability_overrides", "0 <= starts_minute and (starts_minute < ends_minute or ends_minute = 0) and ends_minute <= 1440 and starts_minute % 15 = 0 and ends_minute % 15 = 0");
                    table.ForeignKey(
                        name: "fk_availability_overrides_availabilities_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "availabilities",
                        principalColumn: "mentor_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "availability_rules",
                schema: "mentoring",
                columns: table => new
                {
                    day_of_week = table.Column<short>(type: "smallint", nullable: false),
                    starts_minute = table.Column<short>(type: "smallint", nullable: false),
                    ends_minute = table.Column<short>(type: "smallint", nullable: false),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_availability_rules", x => new { x.mentor_id, x.day_of_week, x.starts_minute, x.ends_minute });
                    table.CheckConstraint("ck_availability_rules", "day_of_week between 1 and 7 and 0 <= starts_minute and starts_minute < ends_minute and ends_minute <= 1440 and starts_minute % 15 = 0 and ends_minute % 15 = 0");
                    table.ForeignKey(
                        name: "fk_availability_rules_availabilities_mentor_id",
                        column: x => x.mentor_id,
                        principalSchema: "mentoring",
                        principalTable: "availabilities",
                        principalColumn: "mentor_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mentor_profiles_ungranted",
                schema: "mentoring",
                table: "mentor_profiles",
                column: "created_at",
                filter: "role_granted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_mentor_skills_skill",
                schema: "mentoring",
                table: "mentor_skills",
                column: "skill_id");

            migrationBuilder.CreateIndex(
                name: "ix_rate_limits_updated_by",
                schema: "mentoring",
                table: "rate_limits",
                column: "updated_by");

            migrationBuilder.CreateIndex(
                name: "ix_skills_category",
                schema: "mentoring",
                table: "skills",
                columns: new[] { "category", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_skills_slug",
                schema: "mentoring",
                table: "skills",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_verification_requests_decided_by",
                schema: "mentoring",
                table: "verification_requests",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_verification_requests_mentor",
                schema: "mentoring",
                table: "verification_requests",
                columns: new[] { "mentor_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_verification_requests_status",
                schema: "mentoring",
                table: "verification_requests",
                columns: new[] { "status", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_verification_requests_pending",
                schema: "mentoring",
                table: "verification_requests",
                column: "mentor_id",
                unique: true,
                filter: "status = 'PENDING'");

            migrationBuilder.RunScript(this, "mentors");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "availability_overrides",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "availability_rules",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "mentor_skills",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "rate_limits",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "verification_requests",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "availabilities",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "skills",
                schema: "mentoring");

            migrationBuilder.DropTable(
                name: "mentor_profiles",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "availabilities_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "mentor_profiles_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "skills_id_seq",
                schema: "mentoring");

            migrationBuilder.DropSequence(
                name: "verification_requests_id_seq",
                schema: "mentoring");
        }
    }
}
