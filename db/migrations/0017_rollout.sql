CREATE TABLE "module_rollout" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"module" "sync_module" NOT NULL,
	"organisation_id" uuid,
	"percent" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "module_rollout_percent" CHECK ("module_rollout"."percent" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "module_rollout" ADD CONSTRAINT "module_rollout_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "module_rollout_of_organisation" ON "module_rollout" USING btree ("module","organisation_id") WHERE "module_rollout"."organisation_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "module_rollout_of_all" ON "module_rollout" USING btree ("module") WHERE "module_rollout"."organisation_id" is null;