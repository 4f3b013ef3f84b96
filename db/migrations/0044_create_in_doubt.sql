ALTER TABLE "link" ADD COLUMN "in_doubt_until" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "link" SET "in_doubt_until" = "sent_at" + interval '1 minute' WHERE "sent_at" IS NOT NULL;
