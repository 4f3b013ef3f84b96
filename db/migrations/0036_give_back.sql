CREATE TABLE "give_back" (
	"connection_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"record_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"fields" jsonb NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "give_back_connection_id_item_id_pk" PRIMARY KEY("connection_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "item_fields" jsonb;--> statement-breakpoint
ALTER TABLE "give_back" ADD CONSTRAINT "give_back_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "give_back_of_run" ON "give_back" USING btree ("run_id");