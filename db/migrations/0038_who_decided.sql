ALTER TABLE "activity" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "held_decided_by" uuid;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_held_decided_by_member_id_fk" FOREIGN KEY ("held_decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;