CREATE TYPE "public"."erasure_kind" AS ENUM('account', 'organisation');--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'account-deleted' BEFORE 'warnings';--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'organisation-deleted' BEFORE 'warnings';--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "erasure_kind" NOT NULL,
	"subject_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"locale" "locale",
	"requested_at" timestamp (3) with time zone NOT NULL,
	"give_up_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_of_subject" ON "erasure" USING btree ("kind","subject_id");