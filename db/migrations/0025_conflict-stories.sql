ALTER TABLE "activity" ADD COLUMN "story" jsonb;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "last_error_text" text;--> statement-breakpoint
CREATE INDEX "activity_conflicts" ON "activity" USING btree ("connection_id","at" DESC NULLS FIRST,"id") WHERE "activity"."action" = 'conflict';--> statement-breakpoint
CREATE INDEX "link_by_reason" ON "link" USING btree ("connection_id","reason","id") WHERE "link"."reason" is not null;