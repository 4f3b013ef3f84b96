-- The former indexes had nulls last, which no list asks for, so that every list sorted all there is. Building the new ones
-- holds up writes to "activity", about a second for 200,000 entries. Where there are millions, build them before the upgrade
-- while everything runs, under these names and with CREATE INDEX CONCURRENTLY: then nothing is left to do here.
CREATE INDEX IF NOT EXISTS "activity_newest_of_connection" ON "activity" USING btree ("connection_id","at" DESC,"id");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "activity_newest_of_record" ON "activity" USING btree ("record_id","at" DESC,"id");--> statement-breakpoint
DROP INDEX "activity_of_connection";--> statement-breakpoint
DROP INDEX "activity_of_record";
