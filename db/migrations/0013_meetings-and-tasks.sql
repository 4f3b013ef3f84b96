CREATE TYPE "public"."meeting_origin" AS ENUM('crm', 'microsoft', 'invitation');--> statement-breakpoint
CREATE TYPE "public"."meeting_status" AS ENUM('scheduled', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."related_type" AS ENUM('contact', 'lead');--> statement-breakpoint
CREATE TYPE "public"."task_priority" AS ENUM('highest', 'high', 'normal', 'low', 'lowest');--> statement-breakpoint
CREATE TYPE "public"."task_status" AS ENUM('notStarted', 'inProgress', 'waitingForInput', 'deferred', 'completed');--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_type" "actor_type" NOT NULL,
	"updated_by_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"search" "tsvector" NOT NULL,
	"sort_name" text NOT NULL,
	"related_to_type" "related_type",
	"related_to_id" uuid,
	"title" text NOT NULL,
	"location" text,
	"all_day" boolean NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"participants" jsonb NOT NULL,
	"description" text,
	"notes" text,
	"recurrence" text,
	"reminder_minutes" integer,
	"status" "meeting_status" NOT NULL,
	"origin" "meeting_origin" NOT NULL,
	"join_url" text,
	CONSTRAINT "meeting_ends_after_start" CHECK ("meeting"."ends_at" >= "meeting"."starts_at"),
	CONSTRAINT "meeting_related_whole" CHECK (("meeting"."related_to_type" is null) = ("meeting"."related_to_id" is null))
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_type" "actor_type" NOT NULL,
	"updated_by_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"search" "tsvector" NOT NULL,
	"sort_name" text NOT NULL,
	"related_to_type" "related_type",
	"related_to_id" uuid,
	"subject" text NOT NULL,
	"due_date" date,
	"priority" "task_priority" NOT NULL,
	"status" "task_status" NOT NULL,
	"description" text,
	"recurrence" text,
	"reminder_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "task_closed_when_completed" CHECK (("task"."closed_at" is not null) = ("task"."status" = 'completed')),
	CONSTRAINT "task_related_whole" CHECK (("task"."related_to_type" is null) = ("task"."related_to_id" is null))
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_owner_id_member_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_owner_id_member_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_by_change" ON "meeting" USING btree ("organisation_id","updated_at" DESC NULLS FIRST,"id") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_by_owner" ON "meeting" USING btree ("owner_id","updated_at" DESC NULLS FIRST,"id") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_owned" ON "meeting" USING btree ("owner_id","id") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_by_creation" ON "meeting" USING btree ("organisation_id","created_at","id") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_by_name" ON "meeting" USING btree ("organisation_id","sort_name","id") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_bin" ON "meeting" USING btree ("organisation_id","deleted_at" DESC NULLS FIRST,"id") WHERE "meeting"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "meeting_search" ON "meeting" USING gin ("search");--> statement-breakpoint
CREATE INDEX "meeting_by_start" ON "meeting" USING btree ("organisation_id","starts_at","id","ends_at") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_by_owner_and_start" ON "meeting" USING btree ("owner_id","starts_at","id","ends_at") WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_recurring" ON "meeting" USING btree ("organisation_id","owner_id","starts_at") WHERE "meeting"."recurrence" is not null and "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_reminders" ON "meeting" USING btree ("owner_id","starts_at") WHERE "meeting"."reminder_minutes" is not null and "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_by_related" ON "meeting" USING btree ("related_to_id","starts_at") WHERE "meeting"."related_to_id" is not null;--> statement-breakpoint
CREATE INDEX "meeting_participants" ON "meeting" USING gin ("participants" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "task_by_change" ON "task" USING btree ("organisation_id","updated_at" DESC NULLS FIRST,"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_owner" ON "task" USING btree ("owner_id","updated_at" DESC NULLS FIRST,"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_owned" ON "task" USING btree ("owner_id","id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_creation" ON "task" USING btree ("organisation_id","created_at","id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_name" ON "task" USING btree ("organisation_id","sort_name","id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_bin" ON "task" USING btree ("organisation_id","deleted_at" DESC NULLS FIRST,"id") WHERE "task"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "task_search" ON "task" USING gin ("search");--> statement-breakpoint
CREATE INDEX "task_by_due" ON "task" USING btree ("organisation_id",coalesce("due_date", 'infinity'::date),"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_owner_and_due" ON "task" USING btree ("owner_id",coalesce("due_date", 'infinity'::date),"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_open_by_due" ON "task" USING btree ("organisation_id",coalesce("due_date", 'infinity'::date),"id") WHERE "task"."status" <> 'completed' and "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_open_by_owner_and_due" ON "task" USING btree ("owner_id",coalesce("due_date", 'infinity'::date),"id") WHERE "task"."status" <> 'completed' and "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_status" ON "task" USING btree ("organisation_id","status",coalesce("due_date", 'infinity'::date),"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_owner_and_status" ON "task" USING btree ("owner_id","status",coalesce("due_date", 'infinity'::date),"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_priority" ON "task" USING btree ("organisation_id",(
  (case "priority" when 'highest' then 0 when 'high' then 1 when 'normal' then 2 when 'low' then 3 else 4 end)
  * 10000000 + coalesce("due_date" - '2000-01-01'::date, 5000000)),"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_owner_and_priority" ON "task" USING btree ("owner_id",(
  (case "priority" when 'highest' then 0 when 'high' then 1 when 'normal' then 2 when 'low' then 3 else 4 end)
  * 10000000 + coalesce("due_date" - '2000-01-01'::date, 5000000)),"id") WHERE "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_reminders" ON "task" USING btree ("owner_id","reminder_at") WHERE "task"."reminder_at" is not null and "task"."status" <> 'completed' and "task"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_related" ON "task" USING btree ("related_to_id",coalesce("due_date", 'infinity'::date)) WHERE "task"."related_to_id" is not null;