ALTER TABLE "connection" ADD COLUMN "held_decision" text;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "current_run_id" uuid;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "removed_at" timestamp (3) with time zone;