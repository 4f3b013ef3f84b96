CREATE TABLE "sync_hour" (
	"organisation_id" uuid NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"direction" "activity_direction" NOT NULL,
	"delay_step" smallint NOT NULL,
	"changes" integer NOT NULL,
	"refused" integer NOT NULL,
	CONSTRAINT "sync_hour_organisation_id_hour_direction_delay_step_pk" PRIMARY KEY("organisation_id","hour","direction","delay_step")
);
--> statement-breakpoint
CREATE TABLE "sync_hour_mark" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"counted_to" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sync_hour" ADD CONSTRAINT "sync_hour_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;