CREATE TYPE "public"."built_in_profile" AS ENUM('administrator', 'standard');--> statement-breakpoint
CREATE TYPE "public"."invitation_status" AS ENUM('pending', 'accepted', 'revoked');--> statement-breakpoint
CREATE TYPE "public"."join_request_status" AS ENUM('pending', 'approved', 'declined');--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('en', 'fr');--> statement-breakpoint
CREATE TYPE "public"."member_status" AS ENUM('active', 'deactivated');--> statement-breakpoint
CREATE TYPE "public"."actor_type" AS ENUM('user', 'sync', 'system');--> statement-breakpoint
CREATE TYPE "public"."change_kind" AS ENUM('created', 'updated', 'deleted', 'restored');--> statement-breakpoint
CREATE TYPE "public"."record_module" AS ENUM('contact', 'lead', 'meeting', 'task');--> statement-breakpoint
CREATE TYPE "public"."sign_in_purpose" AS ENUM('admin-consent', 'enable-module', 'reconnect');--> statement-breakpoint
CREATE TYPE "public"."tenant_status" AS ENUM('connected', 'consent-revoked', 'secret-wrong');--> statement-breakpoint
CREATE TYPE "public"."activity_action" AS ENUM('created', 'updated', 'deleted', 'matched', 'skipped', 'conflict', 'unlinked', 'failed');--> statement-breakpoint
CREATE TYPE "public"."activity_direction" AS ENUM('toMicrosoft', 'toCrm');--> statement-breakpoint
CREATE TYPE "public"."connection_access" AS ENUM('application', 'delegated');--> statement-breakpoint
CREATE TYPE "public"."connection_reason" AS ENUM('disabled-by-user', 'container-deleted', 'sign-in-required', 'consent-revoked', 'credential-expired', 'mailbox-unavailable', 'permission-missing', 'not-available', 'many-deletions', 'many-changes');--> statement-breakpoint
CREATE TYPE "public"."connection_status" AS ENUM('off', 'enabling', 'active', 'attention', 'held', 'paused', 'disabling');--> statement-breakpoint
CREATE TYPE "public"."link_state" AS ENUM('intended', 'linked', 'unlinked', 'skipped');--> statement-breakpoint
CREATE TYPE "public"."sync_module" AS ENUM('meetings', 'contacts', 'tasks');--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"locale" "locale",
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_sign_in_at" timestamp (3) with time zone,
	CONSTRAINT "account_email_lower" CHECK ("account"."email" = lower("account"."email") and "account"."email" <> '')
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"path" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"set_up_at" timestamp (3) with time zone,
	"set_up_token_hash" text,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "installation_single" CHECK ("installation"."id")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"profile_id" uuid NOT NULL,
	"microsoft_user_id" uuid,
	"token_hash" text NOT NULL,
	"status" "invitation_status" DEFAULT 'pending' NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "join_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"tid" uuid NOT NULL,
	"oid" uuid NOT NULL,
	"name" text NOT NULL,
	"upn" text NOT NULL,
	"mail" text,
	"message" text,
	"status" "join_request_status" DEFAULT 'pending' NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"status" "member_status" DEFAULT 'active' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "microsoft_identity" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"tid" uuid NOT NULL,
	"oid" uuid NOT NULL,
	"upn" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"built_in" "built_in_profile",
	"permissions" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"member_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "change" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"txid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"module" "record_module" NOT NULL,
	"record_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"previous_owner_id" uuid,
	"kind" "change_kind" NOT NULL,
	"fields" jsonb NOT NULL,
	"actor_type" "actor_type" NOT NULL,
	"actor_id" uuid,
	"connection_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_type" "actor_type" NOT NULL,
	"updated_by_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"first_name" text,
	"last_name" text NOT NULL,
	"salutation" text,
	"email" text,
	"secondary_email" text,
	"phone" text,
	"mobile" text,
	"home_phone" text,
	"account_name" text,
	"title" text,
	"department" text,
	"assistant" text,
	"date_of_birth" date,
	"website" text,
	"mailing_street" text,
	"mailing_city" text,
	"mailing_state" text,
	"mailing_postal_code" text,
	"mailing_country" text,
	"other_street" text,
	"other_city" text,
	"other_state" text,
	"other_postal_code" text,
	"other_country" text,
	"lead_source" text,
	"description" text,
	"search_words" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_type" "actor_type" NOT NULL,
	"updated_by_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"first_name" text,
	"last_name" text NOT NULL,
	"company" text,
	"email" text,
	"secondary_email" text,
	"phone" text,
	"mobile" text,
	"title" text,
	"lead_status" text,
	"lead_source" text,
	"description" text,
	"search_words" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox_budget" (
	"mailbox" text PRIMARY KEY NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"counts" integer[] NOT NULL,
	"paused_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mailbox_slot" (
	"mailbox" text NOT NULL,
	"slot" smallint NOT NULL,
	"holder" uuid,
	"leased_until" timestamp (3) with time zone,
	CONSTRAINT "mailbox_slot_mailbox_slot_pk" PRIMARY KEY("mailbox","slot"),
	CONSTRAINT "mailbox_slot_four" CHECK ("mailbox_slot"."slot" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "microsoft_app_token" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"access_token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "microsoft_sign_in" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"state_hash" text NOT NULL,
	"purpose" "sign_in_purpose" NOT NULL,
	"organisation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"module" text,
	"code_verifier" text,
	"nonce" text,
	"return_to" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "microsoft_sign_in_state" UNIQUE("state_hash")
);
--> statement-breakpoint
CREATE TABLE "microsoft_tenant" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" "tenant_status" DEFAULT 'connected' NOT NULL,
	"connected_by" uuid NOT NULL,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "microsoft_tenant_once" UNIQUE("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "microsoft_token" (
	"identity_id" uuid PRIMARY KEY NOT NULL,
	"refresh_token" text NOT NULL,
	"access_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"scopes" text[] NOT NULL,
	"refresh_lease" uuid,
	"refresh_lease_until" timestamp (3) with time zone,
	"failure" text,
	"failed_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"run_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"direction" "activity_direction" NOT NULL,
	"action" "activity_action" NOT NULL,
	"record_id" uuid,
	"item_id" text,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reason" text,
	"delay_ms" integer,
	"seen_at" timestamp (3) with time zone,
	"restored_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "connection" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"module" "sync_module" NOT NULL,
	"status" "connection_status" DEFAULT 'off' NOT NULL,
	"reason" "connection_reason",
	"access" "connection_access",
	"tenant_id" uuid,
	"microsoft_user_id" uuid,
	"upn" text,
	"identity_id" uuid,
	"container_id" text,
	"container_name" text,
	"mapping" jsonb NOT NULL,
	"value_maps" jsonb,
	"options" jsonb NOT NULL,
	"delta_link" text,
	"full_round_started_at" timestamp (3) with time zone,
	"full_round_due_at" timestamp (3) with time zone,
	"feed_txid" text DEFAULT '0' NOT NULL,
	"feed_id" text DEFAULT '0' NOT NULL,
	"backfill_after" uuid,
	"backfill_total" integer,
	"lease" uuid,
	"lease_until" timestamp (3) with time zone,
	"rerun" boolean DEFAULT false NOT NULL,
	"requested_at" timestamp (3) with time zone,
	"next_poll_at" timestamp (3) with time zone,
	"last_change_at" timestamp (3) with time zone,
	"last_pull_at" timestamp (3) with time zone,
	"attention_mailed_at" timestamp (3) with time zone,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"enabled_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"connection_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"item_id" text,
	"state" "link_state" NOT NULL,
	"reason" text,
	"base" jsonb,
	"etag" text,
	"web_link" text,
	"pending_since" timestamp (3) with time zone,
	"pending_seq" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone,
	"parked_at" timestamp (3) with time zone,
	"last_error" text,
	"seen_at" timestamp (3) with time zone,
	"last_synced_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "link_linked_has_item" CHECK ("link"."state" <> 'linked' or ("link"."item_id" is not null and "link"."base" is not null))
);
--> statement-breakpoint
CREATE TABLE "module_default" (
	"organisation_id" uuid NOT NULL,
	"module" "sync_module" NOT NULL,
	"mapping" jsonb NOT NULL,
	"value_maps" jsonb,
	"options" jsonb NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"connection_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"pulled" integer DEFAULT 0 NOT NULL,
	"pushed" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"connection_id" uuid NOT NULL,
	"graph_id" text,
	"resource" text NOT NULL,
	"client_state" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_notified_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_profile_id_profile_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profile"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_member_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_profile_id_profile_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profile"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_identity" ADD CONSTRAINT "microsoft_identity_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile" ADD CONSTRAINT "profile_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change" ADD CONSTRAINT "change_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_owner_id_member_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead" ADD CONSTRAINT "lead_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead" ADD CONSTRAINT "lead_owner_id_member_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_sign_in" ADD CONSTRAINT "microsoft_sign_in_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_sign_in" ADD CONSTRAINT "microsoft_sign_in_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_sign_in" ADD CONSTRAINT "microsoft_sign_in_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_tenant" ADD CONSTRAINT "microsoft_tenant_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_tenant" ADD CONSTRAINT "microsoft_tenant_connected_by_member_id_fk" FOREIGN KEY ("connected_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "microsoft_token" ADD CONSTRAINT "microsoft_token_identity_id_microsoft_identity_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."microsoft_identity"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_identity_id_microsoft_identity_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."microsoft_identity"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_default" ADD CONSTRAINT "module_default_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_default" ADD CONSTRAINT "module_default_updated_by_member_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "account" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_hash" ON "api_key" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_key_member" ON "api_key" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "audit_time" ON "audit" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_key_once" ON "idempotency_key" USING btree ("member_id","path","key");--> statement-breakpoint
CREATE INDEX "idempotency_key_age" ON "idempotency_key" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_token" ON "invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_one_pending" ON "invitation" USING btree ("organisation_id","email") WHERE "invitation"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "join_request_one_pending" ON "join_request" USING btree ("organisation_id","tid","oid") WHERE "join_request"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "member_once" ON "member" USING btree ("organisation_id","account_id");--> statement-breakpoint
CREATE INDEX "member_account" ON "member" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "member_profile" ON "member" USING btree ("profile_id");--> statement-breakpoint
CREATE UNIQUE INDEX "microsoft_identity_once" ON "microsoft_identity" USING btree ("tid","oid");--> statement-breakpoint
CREATE UNIQUE INDEX "microsoft_identity_per_account" ON "microsoft_identity" USING btree ("account_id","tid");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_name" ON "profile" USING btree ("organisation_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "profile_built_in" ON "profile" USING btree ("organisation_id","built_in") WHERE "profile"."built_in" is not null;--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "change_by_owner" ON "change" USING btree ("owner_id","module","txid","id");--> statement-breakpoint
CREATE INDEX "change_by_previous_owner" ON "change" USING btree ("previous_owner_id","module","txid","id") WHERE "change"."previous_owner_id" is not null;--> statement-breakpoint
CREATE INDEX "change_by_record" ON "change" USING btree ("record_id","id");--> statement-breakpoint
CREATE INDEX "change_age" ON "change" USING btree ("at");--> statement-breakpoint
CREATE INDEX "contact_by_change" ON "contact" USING btree ("organisation_id","updated_at" DESC NULLS LAST,"id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_owner" ON "contact" USING btree ("owner_id","updated_at" DESC NULLS LAST,"id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_bin" ON "contact" USING btree ("organisation_id","deleted_at" DESC NULLS LAST,"id") WHERE "contact"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "contact_email" ON "contact" USING btree ("organisation_id",lower("email"));--> statement-breakpoint
CREATE INDEX "contact_secondary_email" ON "contact" USING btree ("organisation_id",lower("secondary_email"));--> statement-breakpoint
CREATE INDEX "lead_by_change" ON "lead" USING btree ("organisation_id","updated_at" DESC NULLS LAST,"id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_by_owner" ON "lead" USING btree ("owner_id","updated_at" DESC NULLS LAST,"id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_bin" ON "lead" USING btree ("organisation_id","deleted_at" DESC NULLS LAST,"id") WHERE "lead"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "lead_email" ON "lead" USING btree ("organisation_id",lower("email"));--> statement-breakpoint
CREATE INDEX "microsoft_sign_in_expiry" ON "microsoft_sign_in" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "activity_of_connection" ON "activity" USING btree ("connection_id","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "activity_of_record" ON "activity" USING btree ("record_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "activity_unseen_conflicts" ON "activity" USING btree ("connection_id") WHERE "activity"."action" = 'conflict' and "activity"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "activity_delay" ON "activity" USING btree ("connection_id","direction","at") WHERE "activity"."delay_ms" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "connection_once" ON "connection" USING btree ("member_id","module");--> statement-breakpoint
CREATE INDEX "connection_of_organisation" ON "connection" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "connection_due" ON "connection" USING btree ("next_poll_at") WHERE "connection"."status" in ('active', 'enabling', 'disabling');--> statement-breakpoint
CREATE INDEX "connection_requested" ON "connection" USING btree ("requested_at") WHERE "connection"."requested_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "link_one_per_record" ON "link" USING btree ("connection_id","record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "link_one_per_item" ON "link" USING btree ("connection_id","item_id") WHERE "link"."item_id" is not null;--> statement-breakpoint
CREATE INDEX "link_pending" ON "link" USING btree ("connection_id","pending_since") WHERE "link"."pending_since" is not null and "link"."parked_at" is null;--> statement-breakpoint
CREATE INDEX "link_of_record" ON "link" USING btree ("record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "module_default_once" ON "module_default" USING btree ("organisation_id","module");--> statement-breakpoint
CREATE INDEX "run_of_connection" ON "run" USING btree ("connection_id","started_at");--> statement-breakpoint
CREATE INDEX "run_age" ON "run" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "subscription_of_connection" ON "subscription" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "subscription_graph" ON "subscription" USING btree ("graph_id");--> statement-breakpoint
CREATE INDEX "subscription_expiry" ON "subscription" USING btree ("expires_at");