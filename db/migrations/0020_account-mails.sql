ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'reset-password';--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'change-email';--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'password-changed';--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'email-changed';--> statement-breakpoint
ALTER TYPE "public"."owed_mail_kind" ADD VALUE 'module-enabled';--> statement-breakpoint
ALTER TABLE "account_link" ADD COLUMN "former_email" text;