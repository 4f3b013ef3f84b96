DROP INDEX "contact_email";--> statement-breakpoint
DROP INDEX "contact_secondary_email";--> statement-breakpoint
DROP INDEX "lead_email";--> statement-breakpoint
DROP INDEX "contact_by_change";--> statement-breakpoint
DROP INDEX "contact_by_owner";--> statement-breakpoint
DROP INDEX "contact_bin";--> statement-breakpoint
DROP INDEX "lead_by_change";--> statement-breakpoint
DROP INDEX "lead_by_owner";--> statement-breakpoint
DROP INDEX "lead_bin";--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "search" "tsvector" NOT NULL;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "sort_name" text NOT NULL;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "search" "tsvector" NOT NULL;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "sort_name" text NOT NULL;--> statement-breakpoint
CREATE INDEX "contact_owned" ON "contact" USING btree ("owner_id","id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_creation" ON "contact" USING btree ("organisation_id","created_at","id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_name" ON "contact" USING btree ("organisation_id","sort_name","id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_company" ON "contact" USING btree ("organisation_id",lower(coalesce("account_name", '')),"id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_email" ON "contact" USING btree ("organisation_id",lower(coalesce("email", '')),"id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_search" ON "contact" USING gin ("search");--> statement-breakpoint
CREATE INDEX "contact_by_secondary_email" ON "contact" USING btree ("organisation_id",lower(coalesce("secondary_email", ''))) WHERE "contact"."secondary_email" is not null and "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_owned" ON "lead" USING btree ("owner_id","id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_by_creation" ON "lead" USING btree ("organisation_id","created_at","id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_by_name" ON "lead" USING btree ("organisation_id","sort_name","id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_by_company" ON "lead" USING btree ("organisation_id",lower(coalesce("company", '')),"id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_by_email" ON "lead" USING btree ("organisation_id",lower(coalesce("email", '')),"id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_search" ON "lead" USING gin ("search");--> statement-breakpoint
CREATE INDEX "lead_by_secondary_email" ON "lead" USING btree ("organisation_id",lower(coalesce("secondary_email", ''))) WHERE "lead"."secondary_email" is not null and "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_change" ON "contact" USING btree ("organisation_id","updated_at" DESC NULLS FIRST,"id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_by_owner" ON "contact" USING btree ("owner_id","updated_at" DESC NULLS FIRST,"id") WHERE "contact"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contact_bin" ON "contact" USING btree ("organisation_id","deleted_at" DESC NULLS FIRST,"id") WHERE "contact"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "lead_by_change" ON "lead" USING btree ("organisation_id","updated_at" DESC NULLS FIRST,"id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_by_owner" ON "lead" USING btree ("owner_id","updated_at" DESC NULLS FIRST,"id") WHERE "lead"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lead_bin" ON "lead" USING btree ("organisation_id","deleted_at" DESC NULLS FIRST,"id") WHERE "lead"."deleted_at" is not null;--> statement-breakpoint
ALTER TABLE "contact" DROP COLUMN "search_words";--> statement-breakpoint
ALTER TABLE "lead" DROP COLUMN "search_words";