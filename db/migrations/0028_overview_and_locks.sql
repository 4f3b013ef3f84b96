ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'reconnect-asked';--> statement-breakpoint
CREATE TABLE "module_lock" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"module" "sync_module" NOT NULL,
	"profile_id" uuid,
	"use" text,
	"mapping" jsonb,
	"value_maps" jsonb,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "module_lock_once" UNIQUE NULLS NOT DISTINCT("organisation_id","module","profile_id")
);
--> statement-breakpoint
DROP INDEX "activity_age";--> statement-breakpoint
ALTER TABLE "module_lock" ADD CONSTRAINT "module_lock_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_lock" ADD CONSTRAINT "module_lock_profile_id_profile_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profile"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_lock" ADD CONSTRAINT "module_lock_set_by_member_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_of_organisation" ON "activity" USING btree ("organisation_id","at","direction","action","delay_ms");--> statement-breakpoint
CREATE INDEX "link_parked" ON "link" USING btree ("connection_id") WHERE "link"."parked_at" is not null;--> statement-breakpoint
CREATE INDEX "run_stopped" ON "run" USING btree ("connection_id","started_at") WHERE "run"."outcome" is not null;