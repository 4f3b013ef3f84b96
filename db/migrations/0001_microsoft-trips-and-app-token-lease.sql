ALTER TABLE "microsoft_app_token" ALTER COLUMN "access_token" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "microsoft_app_token" ALTER COLUMN "expires_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "microsoft_app_token" ADD COLUMN "refresh_lease" uuid;--> statement-breakpoint
ALTER TABLE "microsoft_app_token" ADD COLUMN "refresh_lease_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "microsoft_sign_in" ADD COLUMN "claimed_tenant_id" uuid;