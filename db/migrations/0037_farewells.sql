CREATE TABLE "farewell" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"locale" "locale",
	"organisation_name" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
-- Mails that are owed about accounts name the erasure: its farewell takes its id.
INSERT INTO "farewell" ("id", "email", "locale", "created_at") SELECT "id", "email", "locale", "requested_at" FROM "erasure" WHERE "kind" = 'account' AND "email" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "erasure" DROP COLUMN "name";--> statement-breakpoint
ALTER TABLE "erasure" DROP COLUMN "email";