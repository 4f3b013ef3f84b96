CREATE TYPE "public"."owed_mail_kind" AS ENUM('invitation', 'join-request', 'join-approved', 'join-declined');--> statement-breakpoint
CREATE TYPE "public"."owed_mail_problem" AS ENUM('unreachable', 'refused');--> statement-breakpoint
ALTER TYPE "public"."invitation_status" ADD VALUE 'expired';--> statement-breakpoint
CREATE TABLE "arrival" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tid" uuid NOT NULL,
	"oid" uuid NOT NULL,
	"name" text NOT NULL,
	"upn" text NOT NULL,
	"mail" text,
	"guest" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owed_mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "owed_mail_kind" NOT NULL,
	"subject_id" uuid NOT NULL,
	"member_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"problem" "owed_mail_problem"
);
--> statement-breakpoint
CREATE TABLE "terms_acceptance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"version" text NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invitation" ALTER COLUMN "token_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "microsoft_tenant_id" uuid;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "locale" "locale" DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "accepted_by" uuid;--> statement-breakpoint
ALTER TABLE "join_request" ADD COLUMN "job_title" text;--> statement-breakpoint
ALTER TABLE "join_request" ADD COLUMN "locale" "locale" DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "microsoft_identity" ADD COLUMN "by_address" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "bound" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "owed_mail" ADD CONSTRAINT "owed_mail_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_acceptance" ADD CONSTRAINT "terms_acceptance_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_acceptance" ADD CONSTRAINT "terms_acceptance_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "arrival_expiry" ON "arrival" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "owed_mail_due" ON "owed_mail" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "owed_mail_subject" ON "owed_mail" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "terms_acceptance_once" ON "terms_acceptance" USING btree ("account_id","organisation_id","version");--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_accepted_by_account_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_one_pending_user" ON "invitation" USING btree ("organisation_id","microsoft_tenant_id","microsoft_user_id") WHERE "invitation"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "invitation_time" ON "invitation" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "join_request_time" ON "join_request" USING btree ("organisation_id","requested_at");