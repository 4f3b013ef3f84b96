CREATE TYPE "public"."subscription_purpose" AS ENUM('container', 'default-calendar');--> statement-breakpoint
CREATE TABLE "client_calendar" (
	"connection_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"delta_link" text,
	"window_start" timestamp (3) with time zone,
	"window_end" timestamp (3) with time zone,
	"full_round_started_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_feed" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"feed_txid" text NOT NULL,
	"feed_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"connection_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"ical_uid" text,
	"organiser" text NOT NULL,
	"record_id" uuid,
	"told" text,
	"etag" text,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"noticed_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "subscription_of_connection";--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "purpose" "subscription_purpose" DEFAULT 'container' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "last_found_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "client_calendar" ADD CONSTRAINT "client_calendar_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_calendar" ADD CONSTRAINT "client_calendar_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_feed" ADD CONSTRAINT "client_feed_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_invitation" ADD CONSTRAINT "client_invitation_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "client_invitation_one_per_item" ON "client_invitation" USING btree ("connection_id","item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "client_invitation_one_per_record" ON "client_invitation" USING btree ("record_id") WHERE "client_invitation"."record_id" is not null;--> statement-breakpoint
CREATE INDEX "client_invitation_by_ical_uid" ON "client_invitation" USING btree ("connection_id","ical_uid");--> statement-breakpoint
CREATE INDEX "client_invitation_waiting" ON "client_invitation" USING btree ("organisation_id","organiser") WHERE "client_invitation"."record_id" is null;--> statement-breakpoint
CREATE INDEX "client_invitation_to_look_at" ON "client_invitation" USING btree ("connection_id") WHERE "client_invitation"."noticed_at" is not null or "client_invitation"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "change_of_people" ON "change" USING btree ("organisation_id","txid","id") WHERE "change"."module" in ('contact', 'lead');--> statement-breakpoint
CREATE UNIQUE INDEX "subscription_of_connection" ON "subscription" USING btree ("connection_id","purpose");