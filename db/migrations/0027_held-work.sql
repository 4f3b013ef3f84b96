ALTER TABLE "connection" ADD COLUMN "held_decided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "held_fields" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "approved_to" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "held_change" jsonb;--> statement-breakpoint
CREATE INDEX "activity_age" ON "activity" USING btree ("at");--> statement-breakpoint
CREATE INDEX "link_held" ON "link" USING btree ("connection_id") WHERE "link"."held_change" is not null or "link"."reason" = 'deletion-held';