CREATE TABLE "required_try" (
	"member_id" uuid NOT NULL,
	"module" "sync_module" NOT NULL,
	"tried_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "required_try_member_id_module_pk" PRIMARY KEY("member_id","module")
);
--> statement-breakpoint
ALTER TABLE "required_try" ADD CONSTRAINT "required_try_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;