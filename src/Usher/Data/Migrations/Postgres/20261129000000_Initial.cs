using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Usher.Data.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresUsherDb))]
    [Migration("20261129000000_Initial")]
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accountable_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    teams = table.Column<string>(type: "text", nullable: true),
                    things = table.Column<string>(type: "text", nullable: true),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    given_until = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    user_name = table.Column<string>(type: "text", nullable: true),
                    normalized_user_name = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "text", nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<long>(type: "bigint", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    holder_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    permissions = table.Column<string>(type: "text", nullable: true),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    revoked = table.Column<bool>(type: "boolean", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "app_health",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    well = table.Column<bool>(type: "boolean", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_health", x => new { x.customer_id, x.tenant_id, x.app_id });
                });

            migrationBuilder.CreateTable(
                name: "app_pictures",
                columns: table => new
                {
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    alt = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_pictures", x => new { x.app_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "app_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    well = table.Column<bool>(type: "boolean", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    synced = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "app_saves",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    values = table.Column<string>(type: "text", nullable: false),
                    changed = table.Column<string>(type: "text", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_saves", x => new { x.customer_id, x.tenant_id, x.app_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "app_settings",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                    @sealed = table.Column<string>(name: "sealed", type: "text", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_settings", x => new { x.customer_id, x.tenant_id, x.app_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "app_versions",
                columns: table => new
                {
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    notes = table.Column<string>(type: "text", nullable: false),
                    schema = table.Column<string>(type: "text", nullable: true),
                    connection = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    provider = table.Column<string>(type: "text", nullable: true),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    migration = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_versions", x => new { x.app_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "app_webhooks",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    integration_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    host = table.Column<string>(type: "text", nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "text", nullable: false),
                    former_sealed = table.Column<string>(type: "text", nullable: true),
                    former_until = table.Column<long>(type: "bigint", nullable: true),
                    gone = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_webhooks", x => new { x.customer_id, x.integration_user_id });
                });

            migrationBuilder.CreateTable(
                name: "apps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    publisher = table.Column<string>(type: "text", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    categories = table.Column<string>(type: "text", nullable: false),
                    icon = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    products = table.Column<string>(type: "text", nullable: false),
                    price = table.Column<string>(type: "text", nullable: false),
                    support = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    needed_scopes = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    section = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    refusal = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    leaf_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => new { x.customer_id, x.index });
                });

            migrationBuilder.CreateTable(
                name: "audit_subjects",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_subjects", x => new { x.customer_id, x.subject_id, x.index });
                });

            migrationBuilder.CreateTable(
                name: "call_attendees",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_attendees", x => new { x.customer_id, x.call_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "call_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    edited_at = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "call_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    destination_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    first_tried = table.Column<long>(type: "bigint", nullable: true),
                    last_tried = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    slack_conversation = table.Column<string>(type: "text", nullable: true),
                    slack_message = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "call_openings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_openings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "call_readers",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    ground = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_readers", x => new { x.customer_id, x.call_id, x.principal_id });
                });

            migrationBuilder.CreateTable(
                name: "call_reads",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_reads", x => new { x.customer_id, x.user_id, x.call_id });
                });

            migrationBuilder.CreateTable(
                name: "call_recordings",
                columns: table => new
                {
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_recordings", x => x.call_id);
                });

            migrationBuilder.CreateTable(
                name: "call_shares",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_shares", x => new { x.customer_id, x.call_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "call_summaries",
                columns: table => new
                {
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    model = table.Column<string>(type: "text", nullable: true),
                    about = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_summaries", x => x.call_id);
                });

            migrationBuilder.CreateTable(
                name: "call_teams",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_teams", x => new { x.customer_id, x.call_id, x.team_id });
                });

            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    start = table.Column<long>(type: "bigint", nullable: false),
                    duration = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<string>(type: "text", nullable: true),
                    account_key = table.Column<string>(type: "text", nullable: true),
                    turns = table.Column<int>(type: "integer", nullable: false),
                    held = table.Column<bool>(type: "boolean", nullable: false),
                    sensitive = table.Column<string>(type: "text", nullable: true),
                    stored = table.Column<long>(type: "bigint", nullable: false),
                    transcript_deleted = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channel_configurers",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_configurers", x => new { x.customer_id, x.channel_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "channel_members",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_identity = table.Column<bool>(type: "boolean", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_members", x => new { x.customer_id, x.channel_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "channel_readings",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    strangers = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_readings", x => new { x.customer_id, x.channel_id });
                });

            migrationBuilder.CreateTable(
                name: "channels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    slack_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    guests = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "comment_mentions",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_comment_mentions", x => new { x.customer_id, x.comment_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "connection_starts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_verifier = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connection_starts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "connection_tokens",
                columns: table => new
                {
                    connection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_access = table.Column<string>(type: "text", nullable: false),
                    sealed_refresh = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: true),
                    failing_since = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_try = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connection_tokens", x => x.connection_id);
                });

            migrationBuilder.CreateTable(
                name: "custom_role_apps",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_custom_role_apps", x => new { x.customer_id, x.role_id, x.app_id });
                });

            migrationBuilder.CreateTable(
                name: "custom_roles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_custom_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_domains",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    domain = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_domains", x => new { x.customer_id, x.domain });
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    search = table.Column<string>(type: "text", nullable: false),
                    salesforce_account = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    closed = table.Column<bool>(type: "boolean", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: false),
                    transcripts = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    most_organization_admins = table.Column<int>(type: "integer", nullable: false),
                    major_seats = table.Column<int>(type: "integer", nullable: false),
                    major_seat_hours = table.Column<int>(type: "integer", nullable: false),
                    notes_required = table.Column<bool>(type: "boolean", nullable: false),
                    call_mail = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    had_organization_admin = table.Column<bool>(type: "boolean", nullable: false),
                    proposed_organization_admin_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "digest_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_digest_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "editor_teams",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_editor_teams", x => new { x.customer_id, x.user_id, x.team_id });
                });

            migrationBuilder.CreateTable(
                name: "exclusions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    conditions = table.Column<string>(type: "text", nullable: true),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    removed = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exclusions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "heads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    log_size = table.Column<long>(type: "bigint", nullable: false),
                    frontier = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    system = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    external = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    system = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    external = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "integration_users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    of_app_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved = table.Column<bool>(type: "boolean", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approval_from = table.Column<long>(type: "bigint", nullable: true),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_integration_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<long>(type: "bigint", nullable: false),
                    first_due = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    leased_by = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<long>(type: "bigint", nullable: true),
                    failed = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kept_answers",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    caller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    input = table.Column<byte[]>(type: "bytea", nullable: false),
                    result = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_answers", x => new { x.customer_id, x.caller_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "key_uses",
                columns: table => new
                {
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_uses", x => x.key_id);
                });

            migrationBuilder.CreateTable(
                name: "machine_reads",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    integration_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_reads", x => new { x.customer_id, x.call_id, x.integration_user_id });
                });

            migrationBuilder.CreateTable(
                name: "merged_accounts",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    into = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merged_accounts", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "muted_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_muted_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "note_marks",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_note_marks", x => new { x.customer_id, x.delivery_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    news = table.Column<string>(type: "text", nullable: true),
                    about = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "one_time_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    forgotten = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organization_admin_replacements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    takes_effect = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organization_admin_replacements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "preferences",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    own_calls = table.Column<bool>(type: "boolean", nullable: false),
                    team_calls = table.Column<bool>(type: "boolean", nullable: false),
                    shared_calls = table.Column<bool>(type: "boolean", nullable: false),
                    slack_messages = table.Column<bool>(type: "boolean", nullable: false),
                    access_mail = table.Column<bool>(type: "boolean", nullable: false),
                    app_request_mail = table.Column<bool>(type: "boolean", nullable: false),
                    app_problem_mail = table.Column<bool>(type: "boolean", nullable: false),
                    decision_mail = table.Column<bool>(type: "boolean", nullable: false),
                    decision_messages = table.Column<bool>(type: "boolean", nullable: false),
                    comment_mail = table.Column<bool>(type: "boolean", nullable: false),
                    report_mail = table.Column<bool>(type: "boolean", nullable: false),
                    call_mail = table.Column<bool>(type: "boolean", nullable: false),
                    mail_own_calls = table.Column<bool>(type: "boolean", nullable: false),
                    mail_team_calls = table.Column<bool>(type: "boolean", nullable: false),
                    mail_shared_calls = table.Column<bool>(type: "boolean", nullable: false),
                    digest_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    digest_days = table.Column<int>(type: "integer", nullable: false),
                    digest_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    digest_version = table.Column<int>(type: "integer", nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    quiet_to = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    quiet_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_preferences", x => new { x.customer_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "recorder_calls",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorder = table.Column<Guid>(type: "uuid", nullable: false),
                    recorder_id = table.Column<string>(type: "text", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recorder_calls", x => new { x.customer_id, x.recorder, x.recorder_id });
                });

            migrationBuilder.CreateTable(
                name: "recorder_hosts",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hosts = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recorder_hosts", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "refused_calls",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<string>(type: "text", nullable: false),
                    because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refused_calls", x => new { x.customer_id, x.day, x.because });
                });

            migrationBuilder.CreateTable(
                name: "renamings",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    thing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_renamings", x => new { x.customer_id, x.version, x.thing_id });
                });

            migrationBuilder.CreateTable(
                name: "reported_tenants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    external_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    domain = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    search = table.Column<string>(type: "text", nullable: false),
                    described_at = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    last_reported = table.Column<long>(type: "bigint", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    linked_to = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reported_tenants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "request_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_tried = table.Column<long>(type: "bigint", nullable: true),
                    last_tried = table.Column<long>(type: "bigint", nullable: true),
                    conversation = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "restores_accepted",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chain = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    outside = table.Column<long>(type: "bigint", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_restores_accepted", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_notes",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_notes", x => new { x.customer_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "saved_searches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    mine = table.Column<bool>(type: "boolean", nullable: false),
                    team = table.Column<string>(type: "text", nullable: true),
                    person = table.Column<string>(type: "text", nullable: true),
                    account = table.Column<string>(type: "text", nullable: true),
                    notify = table.Column<bool>(type: "boolean", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_searches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_texts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    whole = table.Column<string>(type: "text", nullable: false),
                    shown = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seat_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    given = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seat_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seat_report_recipients",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seat_report_recipients", x => new { x.customer_id, x.report_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "seat_report_sendings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    is_extra = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seat_report_sendings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seat_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    paused = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seat_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seat_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_id = table.Column<Guid>(type: "uuid", nullable: false),
                    give = table.Column<string>(type: "text", nullable: false),
                    remove = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    takes_effect = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seat_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    holder_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "slack_apps",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<string>(type: "text", nullable: true),
                    sealed_client_secret = table.Column<string>(type: "text", nullable: true),
                    sealed_signing_secret = table.Column<string>(type: "text", nullable: true),
                    sealed_socket_token = table.Column<string>(type: "text", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slack_apps", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "slack_connections",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    workspace = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    bot = table.Column<string>(type: "text", nullable: false),
                    sealed_token = table.Column<string>(type: "text", nullable: false),
                    nameless_cards = table.Column<bool>(type: "boolean", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slack_connections", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "slack_homes",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opened = table.Column<long>(type: "bigint", nullable: false),
                    known = table.Column<long>(type: "bigint", nullable: true),
                    shown = table.Column<string>(type: "text", nullable: true),
                    publishing = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slack_homes", x => new { x.customer_id, x.person });
                });

            migrationBuilder.CreateTable(
                name: "slack_presses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    about = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    conversation = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slack_presses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "slack_questions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    thread = table.Column<string>(type: "text", nullable: true),
                    reply = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asker = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    first_tried = table.Column<long>(type: "bigint", nullable: true),
                    last_tried = table.Column<long>(type: "bigint", nullable: true),
                    answered_in = table.Column<string>(type: "text", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    quoted = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slack_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "support_access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_support_access", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_members", x => new { x.customer_id, x.team_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "team_retentions",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_retentions", x => new { x.customer_id, x.team_id });
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    message_owner = table.Column<bool>(type: "boolean", nullable: false),
                    destination_channel_id = table.Column<Guid>(type: "uuid", nullable: true),
                    archived = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tenant_apps",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<long>(type: "bigint", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    wanted = table.Column<string>(type: "text", nullable: true),
                    reminded_at = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    moved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    moved_at = table.Column<long>(type: "bigint", nullable: false),
                    approved_version = table.Column<int>(type: "integer", nullable: false),
                    approved_scopes = table.Column<string>(type: "text", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tenant_apps", x => new { x.customer_id, x.tenant_id, x.app_id });
                });

            migrationBuilder.CreateTable(
                name: "tenant_connections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tenant_connections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    product = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tenants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "token_revocations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    connection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "text", nullable: false),
                    is_refresh = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_revocations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "transcript_retentions",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transcript_retentions", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "transcripts",
                columns: table => new
                {
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    reading = table.Column<byte[]>(type: "bytea", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transcripts", x => x.call_id);
                });

            migrationBuilder.CreateTable(
                name: "unmatched_hosts",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    day = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmatched_hosts", x => new { x.customer_id, x.address });
                });

            migrationBuilder.CreateTable(
                name: "upstream_people",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    first_name = table.Column<string>(type: "text", nullable: false),
                    last_name = table.Column<string>(type: "text", nullable: false),
                    named_at = table.Column<long>(type: "bigint", nullable: true),
                    deactivated_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upstream_people", x => new { x.customer_id, x.email });
                });

            migrationBuilder.CreateTable(
                name: "upstream_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    product = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    first_name = table.Column<string>(type: "text", nullable: false),
                    last_name = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    refusal = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    last = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upstream_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_custom_roles",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_custom_roles", x => new { x.customer_id, x.user_id, x.role_id });
                });

            migrationBuilder.CreateTable(
                name: "user_identities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    system = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    external = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_identities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_pictures",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_pictures", x => new { x.customer_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "user_tenants",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_tenants", x => new { x.customer_id, x.user_id, x.tenant_id });
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    first_name = table.Column<string>(type: "text", nullable: false),
                    last_name = table.Column<string>(type: "text", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    connect = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    connect_until = table.Column<long>(type: "bigint", nullable: true),
                    customer_admin_since = table.Column<long>(type: "bigint", nullable: true),
                    customer_admin_by = table.Column<Guid>(type: "uuid", nullable: true),
                    insights = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    insights_until = table.Column<long>(type: "bigint", nullable: true),
                    editor_of_teams = table.Column<bool>(type: "boolean", nullable: false),
                    has_seat = table.Column<bool>(type: "boolean", nullable: false),
                    seat_since = table.Column<long>(type: "bigint", nullable: true),
                    signed_in = table.Column<long>(type: "bigint", nullable: true),
                    renamed = table.Column<long>(type: "bigint", nullable: true),
                    tenants_set = table.Column<long>(type: "bigint", nullable: true),
                    reactivated = table.Column<long>(type: "bigint", nullable: true),
                    job = table.Column<string>(type: "text", nullable: true),
                    department = table.Column<string>(type: "text", nullable: true),
                    location = table.Column<string>(type: "text", nullable: true),
                    picture = table.Column<string>(type: "text", nullable: true),
                    manager_id = table.Column<Guid>(type: "uuid", nullable: true),
                    added_by_staff = table.Column<bool>(type: "boolean", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: true),
                    accepted = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    integration_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: true),
                    data = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "app_clients",
                columns: table => new
                {
                    app_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<string>(type: "text", nullable: false),
                    host = table.Column<string>(type: "text", nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "text", nullable: false),
                    audit_salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_clients", x => x.app_id);
                    table.ForeignKey(
                        name: "FK_app_clients_apps_app_id",
                        column: x => x.app_id,
                        principalTable: "apps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_access_requests_customer_id_state_at",
                table: "access_requests",
                columns: new[] { "customer_id", "state", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_normalized_email",
                table: "accounts",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_customer_id_holder_id",
                table: "api_keys",
                columns: new[] { "customer_id", "holder_id" });

            migrationBuilder.CreateIndex(
                name: "IX_app_reports_customer_id_tenant_id_app_id_id",
                table: "app_reports",
                columns: new[] { "customer_id", "tenant_id", "app_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_apps_owner_slug",
                table: "apps",
                columns: new[] { "owner", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_apps_slug",
                table: "apps",
                column: "slug",
                unique: true,
                filter: "owner IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_customer_id_actor_id_index",
                table: "audit_entries",
                columns: new[] { "customer_id", "actor_id", "index" });

            migrationBuilder.CreateIndex(
                name: "IX_call_comments_customer_id_call_id_id",
                table: "call_comments",
                columns: new[] { "customer_id", "call_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_call_deliveries_customer_id_call_id_to_destination_id",
                table: "call_deliveries",
                columns: new[] { "customer_id", "call_id", "to", "destination_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_call_deliveries_customer_id_destination_id_state_id",
                table: "call_deliveries",
                columns: new[] { "customer_id", "destination_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_call_deliveries_customer_id_state_id",
                table: "call_deliveries",
                columns: new[] { "customer_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_call_openings_customer_id_call_id",
                table: "call_openings",
                columns: new[] { "customer_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "IX_call_openings_customer_id_user_id_until",
                table: "call_openings",
                columns: new[] { "customer_id", "user_id", "until" });

            migrationBuilder.CreateIndex(
                name: "IX_call_readers_customer_id_principal_id_at_call_id_until_grou~",
                table: "call_readers",
                columns: new[] { "customer_id", "principal_id", "at", "call_id", "until", "ground" });

            migrationBuilder.CreateIndex(
                name: "IX_call_recordings_customer_id_host",
                table: "call_recordings",
                columns: new[] { "customer_id", "host" });

            migrationBuilder.CreateIndex(
                name: "IX_calls_customer_id_owner_id_start",
                table: "calls",
                columns: new[] { "customer_id", "owner_id", "start" });

            migrationBuilder.CreateIndex(
                name: "IX_calls_customer_id_stored",
                table: "calls",
                columns: new[] { "customer_id", "stored" },
                filter: "transcript_deleted IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_channels_customer_id_slack_id",
                table: "channels",
                columns: new[] { "customer_id", "slack_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_comment_mentions_customer_id_call_id",
                table: "comment_mentions",
                columns: new[] { "customer_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "IX_connection_starts_customer_id_state",
                table: "connection_starts",
                columns: new[] { "customer_id", "state" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_connection_starts_expires",
                table: "connection_starts",
                column: "expires");

            migrationBuilder.CreateIndex(
                name: "IX_custom_roles_customer_id_slug",
                table: "custom_roles",
                columns: new[] { "customer_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customer_domains_domain",
                table: "customer_domains",
                column: "domain",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customers_closed",
                table: "customers",
                column: "closed",
                filter: "closed");

            migrationBuilder.CreateIndex(
                name: "IX_customers_salesforce_account",
                table: "customers",
                column: "salesforce_account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customers_search_id",
                table: "customers",
                columns: new[] { "search", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_slug",
                table: "customers",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_digest_items_customer_id_call_id",
                table: "digest_items",
                columns: new[] { "customer_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "IX_digest_items_customer_id_user_id_digest",
                table: "digest_items",
                columns: new[] { "customer_id", "user_id", "digest" });

            migrationBuilder.CreateIndex(
                name: "IX_exclusions_customer_id_value",
                table: "exclusions",
                columns: new[] { "customer_id", "value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_codes_at",
                table: "identity_codes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_identity_codes_customer_id_hash",
                table: "identity_codes",
                columns: new[] { "customer_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_codes_customer_id_kind_external",
                table: "identity_codes",
                columns: new[] { "customer_id", "kind", "external" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_proposals_customer_id_kind_system_external",
                table: "identity_proposals",
                columns: new[] { "customer_id", "kind", "system", "external" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_proposals_customer_id_user_id",
                table: "identity_proposals",
                columns: new[] { "customer_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "IX_integration_users_customer_id_name",
                table: "integration_users",
                columns: new[] { "customer_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_jobs_customer_id",
                table: "jobs",
                column: "customer_id",
                filter: "failed IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_customer_id_due",
                table: "jobs",
                columns: new[] { "customer_id", "due" },
                filter: "failed IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_muted_accounts_customer_id_user_id_account_key",
                table: "muted_accounts",
                columns: new[] { "customer_id", "user_id", "account_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notes_customer_id_call_id",
                table: "notes",
                columns: new[] { "customer_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "IX_notes_customer_id_user_id_id",
                table: "notes",
                columns: new[] { "customer_id", "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notes_customer_id_user_id_read_at",
                table: "notes",
                columns: new[] { "customer_id", "user_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "IX_one_time_links_account_id",
                table: "one_time_links",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_organization_admin_replacements_customer_id_state_id",
                table: "organization_admin_replacements",
                columns: new[] { "customer_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_recorder_calls_customer_id_call_id",
                table: "recorder_calls",
                columns: new[] { "customer_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reported_tenants_orphans",
                table: "reported_tenants",
                column: "id",
                filter: "linked_to IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_reported_tenants_product_external_id",
                table: "reported_tenants",
                columns: new[] { "product", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_request_messages_customer_id_request_id_user_id",
                table: "request_messages",
                columns: new[] { "customer_id", "request_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_saved_searches_customer_id_user_id",
                table: "saved_searches",
                columns: new[] { "customer_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "IX_search_texts_call_id",
                table: "search_texts",
                column: "call_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_seat_changes_customer_id_at",
                table: "seat_changes",
                columns: new[] { "customer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_seat_report_recipients_customer_id_user_id",
                table: "seat_report_recipients",
                columns: new[] { "customer_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "IX_seat_report_sendings_customer_id_report_id",
                table: "seat_report_sendings",
                columns: new[] { "customer_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "IX_seat_reports_customer_id_owner_id",
                table: "seat_reports",
                columns: new[] { "customer_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "IX_seat_requests_customer_id_state_id",
                table: "seat_requests",
                columns: new[] { "customer_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_account_id",
                table: "sessions",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_customer_id",
                table: "sessions",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_expires",
                table: "sessions",
                column: "expires");

            migrationBuilder.CreateIndex(
                name: "IX_slack_presses_customer_id_at",
                table: "slack_presses",
                columns: new[] { "customer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_slack_presses_customer_id_key",
                table: "slack_presses",
                columns: new[] { "customer_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_slack_questions_customer_id_asker",
                table: "slack_questions",
                columns: new[] { "customer_id", "asker" },
                filter: "text IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_slack_questions_customer_id_at",
                table: "slack_questions",
                columns: new[] { "customer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_slack_questions_customer_id_conversation_message",
                table: "slack_questions",
                columns: new[] { "customer_id", "conversation", "message" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_staff_email",
                table: "staff",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_support_access_customer_id_call_id",
                table: "support_access",
                columns: new[] { "customer_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "IX_support_access_customer_id_id",
                table: "support_access",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_support_access_staff_id_until",
                table: "support_access",
                columns: new[] { "staff_id", "until" });

            migrationBuilder.CreateIndex(
                name: "IX_teams_customer_id_slug",
                table: "teams",
                columns: new[] { "customer_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tenant_apps_app_id_state_queued_at",
                table: "tenant_apps",
                columns: new[] { "app_id", "state", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_tenant_apps_state_queued_at",
                table: "tenant_apps",
                columns: new[] { "state", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_tenant_connections_customer_id_tenant_id_app_id",
                table: "tenant_connections",
                columns: new[] { "customer_id", "tenant_id", "app_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tenants_customer_id_slug",
                table: "tenants",
                columns: new[] { "customer_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tenants_product_external_id",
                table: "tenants",
                columns: new[] { "product", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_unmatched_hosts_day",
                table: "unmatched_hosts",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "IX_upstream_reports_customer_id_id",
                table: "upstream_reports",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_upstream_reports_customer_id_product_report_id",
                table: "upstream_reports",
                columns: new[] { "customer_id", "product", "report_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_upstream_reports_result_id",
                table: "upstream_reports",
                columns: new[] { "result", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_user_identities_customer_id_kind_system_external",
                table: "user_identities",
                columns: new[] { "customer_id", "kind", "system", "external" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_user_identities_customer_id_user_id",
                table: "user_identities",
                columns: new[] { "customer_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "IX_user_pictures_customer_id_key",
                table: "user_pictures",
                columns: new[] { "customer_id", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_users_account_id",
                table: "users",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_users_customer_id_email",
                table: "users",
                columns: new[] { "customer_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhook_messages_at",
                table: "webhook_messages",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_messages_customer_id_integration_user_id_id",
                table: "webhook_messages",
                columns: new[] { "customer_id", "integration_user_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_requests");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "app_clients");

            migrationBuilder.DropTable(
                name: "app_health");

            migrationBuilder.DropTable(
                name: "app_pictures");

            migrationBuilder.DropTable(
                name: "app_reports");

            migrationBuilder.DropTable(
                name: "app_saves");

            migrationBuilder.DropTable(
                name: "app_settings");

            migrationBuilder.DropTable(
                name: "app_versions");

            migrationBuilder.DropTable(
                name: "app_webhooks");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_subjects");

            migrationBuilder.DropTable(
                name: "call_attendees");

            migrationBuilder.DropTable(
                name: "call_comments");

            migrationBuilder.DropTable(
                name: "call_deliveries");

            migrationBuilder.DropTable(
                name: "call_openings");

            migrationBuilder.DropTable(
                name: "call_readers");

            migrationBuilder.DropTable(
                name: "call_reads");

            migrationBuilder.DropTable(
                name: "call_recordings");

            migrationBuilder.DropTable(
                name: "call_shares");

            migrationBuilder.DropTable(
                name: "call_summaries");

            migrationBuilder.DropTable(
                name: "call_teams");

            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "catalogue_version");

            migrationBuilder.DropTable(
                name: "channel_configurers");

            migrationBuilder.DropTable(
                name: "channel_members");

            migrationBuilder.DropTable(
                name: "channel_readings");

            migrationBuilder.DropTable(
                name: "channels");

            migrationBuilder.DropTable(
                name: "comment_mentions");

            migrationBuilder.DropTable(
                name: "connection_starts");

            migrationBuilder.DropTable(
                name: "connection_tokens");

            migrationBuilder.DropTable(
                name: "custom_role_apps");

            migrationBuilder.DropTable(
                name: "custom_roles");

            migrationBuilder.DropTable(
                name: "customer_domains");

            migrationBuilder.DropTable(
                name: "customers");

            migrationBuilder.DropTable(
                name: "digest_items");

            migrationBuilder.DropTable(
                name: "editor_teams");

            migrationBuilder.DropTable(
                name: "exclusions");

            migrationBuilder.DropTable(
                name: "heads");

            migrationBuilder.DropTable(
                name: "identity_codes");

            migrationBuilder.DropTable(
                name: "identity_proposals");

            migrationBuilder.DropTable(
                name: "integration_users");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "kept_answers");

            migrationBuilder.DropTable(
                name: "key_uses");

            migrationBuilder.DropTable(
                name: "machine_reads");

            migrationBuilder.DropTable(
                name: "merged_accounts");

            migrationBuilder.DropTable(
                name: "muted_accounts");

            migrationBuilder.DropTable(
                name: "note_marks");

            migrationBuilder.DropTable(
                name: "notes");

            migrationBuilder.DropTable(
                name: "one_time_links");

            migrationBuilder.DropTable(
                name: "organization_admin_replacements");

            migrationBuilder.DropTable(
                name: "preferences");

            migrationBuilder.DropTable(
                name: "recorder_calls");

            migrationBuilder.DropTable(
                name: "recorder_hosts");

            migrationBuilder.DropTable(
                name: "refused_calls");

            migrationBuilder.DropTable(
                name: "renamings");

            migrationBuilder.DropTable(
                name: "reported_tenants");

            migrationBuilder.DropTable(
                name: "request_messages");

            migrationBuilder.DropTable(
                name: "restores_accepted");

            migrationBuilder.DropTable(
                name: "retention_notes");

            migrationBuilder.DropTable(
                name: "saved_searches");

            migrationBuilder.DropTable(
                name: "search_texts");

            migrationBuilder.DropTable(
                name: "seat_changes");

            migrationBuilder.DropTable(
                name: "seat_report_recipients");

            migrationBuilder.DropTable(
                name: "seat_report_sendings");

            migrationBuilder.DropTable(
                name: "seat_reports");

            migrationBuilder.DropTable(
                name: "seat_requests");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "slack_apps");

            migrationBuilder.DropTable(
                name: "slack_connections");

            migrationBuilder.DropTable(
                name: "slack_homes");

            migrationBuilder.DropTable(
                name: "slack_presses");

            migrationBuilder.DropTable(
                name: "slack_questions");

            migrationBuilder.DropTable(
                name: "staff");

            migrationBuilder.DropTable(
                name: "support_access");

            migrationBuilder.DropTable(
                name: "team_members");

            migrationBuilder.DropTable(
                name: "team_retentions");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "tenant_apps");

            migrationBuilder.DropTable(
                name: "tenant_connections");

            migrationBuilder.DropTable(
                name: "tenants");

            migrationBuilder.DropTable(
                name: "token_revocations");

            migrationBuilder.DropTable(
                name: "transcript_retentions");

            migrationBuilder.DropTable(
                name: "transcripts");

            migrationBuilder.DropTable(
                name: "unmatched_hosts");

            migrationBuilder.DropTable(
                name: "upstream_people");

            migrationBuilder.DropTable(
                name: "upstream_reports");

            migrationBuilder.DropTable(
                name: "user_custom_roles");

            migrationBuilder.DropTable(
                name: "user_identities");

            migrationBuilder.DropTable(
                name: "user_pictures");

            migrationBuilder.DropTable(
                name: "user_tenants");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "webhook_messages");

            migrationBuilder.DropTable(
                name: "apps");
        }
    }
}
