CREATE TYPE "public"."warning_audience" AS ENUM('member', 'administrators', 'operator');--> statement-breakpoint
CREATE TYPE "public"."warning_severity" AS ENUM('notice', 'warning', 'critical');--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'warnings';--> statement-breakpoint
CREATE TABLE "request_log" (
	"connection_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"run_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"quiet" boolean NOT NULL,
	"times" integer NOT NULL,
	"requests" jsonb NOT NULL,
	"left_out" integer NOT NULL,
	CONSTRAINT "request_log_connection_id_place_pk" PRIMARY KEY("connection_id","place")
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"job" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "warning" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"subject" text NOT NULL,
	"audience" "warning_audience" NOT NULL,
	"severity" "warning_severity" NOT NULL,
	"organisation_id" uuid,
	"member_id" uuid,
	"connection_id" uuid,
	"since" timestamp (3) with time zone NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"mailed_severity" "warning_severity",
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "request_log" ADD CONSTRAINT "request_log_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warning" ADD CONSTRAINT "warning_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warning" ADD CONSTRAINT "warning_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warning" ADD CONSTRAINT "warning_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "warning_once" ON "warning" USING btree ("code","subject");--> statement-breakpoint
CREATE INDEX "warning_open" ON "warning" USING btree ("organisation_id") WHERE "warning"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "warning_of_member" ON "warning" USING btree ("member_id") WHERE "warning"."resolved_at" is null;