import type { ModuleName } from '@/lib/sync/modules/module'

/** What the rules look at. Times are given, never taken, so that a rule can be asked about any moment. */
export type Facts = {
  now: Date
  /** The last day of the client secret, as YYYY-MM-DD; null where nobody has told. */
  secretEndsOn: string | null
  /** When the sweep last came to its end; null before the first one. */
  sweptAt: Date | null
  /** Whether Microsoft is told an address for notifications at all. */
  notificationsExpected: boolean
  /** Tenants that refuse us. */
  tenants: { organisationId: string; status: 'consent-revoked' | 'secret-wrong'; since: Date }[]
  /** Connections on which somebody has to act. */
  waiting: (OfConnection & { status: 'attention' | 'held'; reason: string | null; since: Date })[]
  /** Connections that live on a person's own sign-in, and when that was last of use. */
  signIns: (OfConnection & { usedAt: Date })[]
  /** By organisation. */
  notifications: {
    organisationId: string
    /** Subscriptions whose end comes near, or has come, without a renewal; the earliest end. */
    unrenewed: number
    endsAt: Date | null
    /** Subscriptions that ought to have told of something found of late, and those of them that did not. */
    found: number
    untold: number
    untoldSince: Date | null
  }[]
  /** Work that has waited for longer than `backlogAfterMs`, by organisation. */
  backlogs: { organisationId: string; connections: number; records: number; since: Date }[]
  /** Connections with records that Microsoft will not take. */
  parked: (OfConnection & { records: number; since: Date })[]
}

export type OfConnection = {
  connectionId: string
  memberId: string
  organisationId: string
  module: ModuleName
}

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** Pending work is done within seconds; what waits for so long is held up by something. */
export const backlogAfterMs = HOUR_MS / 2
/** A sign-in counts as unused from here on. */
export const unusedAfterMs = 60 * DAY_MS
/** Subscriptions are renewed five days before their end, so one that is as near as this has been refused for days. */
export const unrenewedBeforeMs = 2 * DAY_MS
/** The latest notifications come after three minutes (learn.microsoft.com/graph/change-notifications-overview). */
export const latestNotificationMs = 3 * 60_000
/** What was found before this says nothing about notifications of today. */
export const foundWithinMs = 24 * HOUR_MS
