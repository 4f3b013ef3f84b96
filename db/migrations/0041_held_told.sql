ALTER TABLE "connection" ADD COLUMN "held_told_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "connection" SET "held_told_at" = now() WHERE "status" = 'held';
