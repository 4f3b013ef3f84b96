DROP INDEX "meeting_recurring";--> statement-breakpoint
DROP INDEX "meeting_by_start";--> statement-breakpoint
DROP INDEX "meeting_by_owner_and_start";--> statement-breakpoint
DROP INDEX "meeting_reminders";--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "last_ends_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
CREATE INDEX "meeting_by_start" ON "meeting" USING btree ("organisation_id","starts_at","id","last_ends_at") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_by_owner_and_start" ON "meeting" USING btree ("owner_id","starts_at","id","last_ends_at") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_reminders" ON "meeting" USING btree ("owner_id","starts_at","last_ends_at") WHERE "meeting"."reminder_minutes" is not null and "meeting"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_ends_last" CHECK ("meeting"."last_ends_at" >= "meeting"."ends_at");