CREATE TABLE "skipped_item" (
	"connection_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "skipped_item_connection_id_item_id_pk" PRIMARY KEY("connection_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "list_link" text;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "listed_to" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "listed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "place" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "create_id" uuid;--> statement-breakpoint
ALTER TABLE "skipped_item" ADD CONSTRAINT "skipped_item_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE cascade ON UPDATE no action;