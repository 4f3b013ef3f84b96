CREATE TABLE "mailbox_pause" (
	"mailbox" text PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox_usage" (
	"mailbox" text NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "mailbox_usage_mailbox_minute_pk" PRIMARY KEY("mailbox","minute")
);
