CREATE TYPE "public"."run_kind" AS ENUM('sync', 'undo');--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "restored_by" uuid;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "left_alone" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "txid" "xid8";--> statement-breakpoint
-- Apart, so that what is there keeps none.
ALTER TABLE "activity" ALTER COLUMN "txid" SET DEFAULT pg_current_xact_id();--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "undo_run_id" uuid;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "kind" "run_kind" DEFAULT 'sync' NOT NULL;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "undo_of" uuid;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "undone_to" uuid;--> statement-breakpoint
CREATE INDEX "activity_of_run" ON "activity" USING btree ("run_id","record_id","id");--> statement-breakpoint
CREATE INDEX "activity_put_back" ON "activity" USING btree ("restored_by") WHERE "activity"."restored_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "run_undone_once" ON "run" USING btree ("undo_of") WHERE "run"."undo_of" is not null;--> statement-breakpoint
CREATE INDEX "run_undo_open" ON "run" USING btree ("started_at") WHERE "run"."kind" = 'undo' and "run"."finished_at" is null;