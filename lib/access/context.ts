import type { Database } from '@/db/client'
import { DomainError } from '@/lib/errors'
import type { Permission } from './permissions'

/**
 * Who acts. A `sync` actor is a connection working for its user, with that user's permissions; `system` is a job of
 * ours (demo data, clean-up) that needs none.
 */
export type Actor =
  | { type: 'user'; memberId: string; accountId: string; permissions: ReadonlySet<Permission> }
  | {
      type: 'sync'
      memberId: string
      connectionId: string
      permissions: ReadonlySet<Permission>
      /** A member has decided on what is done: it is written as her edit, and is the connection's own all the same. */
      decidedBy?: string | null
    }
  | { type: 'system'; job: string }

/** Work that a change has made for the sync of some members' connections. */
export type Wake = {
  module: 'contacts' | 'meetings' | 'tasks'
  memberIds: string[]
  /** What these members may do has changed: syncs are to be paused for it, or go on (A7). */
  rights?: true
}

/** What every verb is given: on whose behalf, in which organisation, on which database, at what time. */
export type Context = {
  organisationId: string
  actor: Actor
  /** The pool, or an open transaction when the caller has one. */
  db: Database
  now(): Date
  /** The network address of whoever asks, for the audit log; none for jobs. */
  address?: string
  /**
   * Tells the sync, after the commit, that there is work. Best effort: it never throws, and what gets lost here is
   * found by the sweep, since the change feed is the record of the work. Whoever opens a transaction gives the verbs
   * inside of it a `wake` that only takes note, and sends what was noted after the commit.
   */
  wake(wake: Wake): Promise<void>
  /** Likewise for mails that are owed (`owed-mails/`): they go out at once instead of with the next sweep. */
  wakeMail?(): Promise<void>
  /** Likewise when leads or contacts have new addresses: invitations may wait for them (M6). */
  wakeClients?(organisationId: string): Promise<void>
}

/** Whom records and the change feed name as the author of what is written. */
export function authorOf(actor: Actor): { type: Actor['type']; id: string | null } {
  if (actor.type === 'system') return { type: 'system', id: null }
  if (actor.type === 'sync' && actor.decidedBy) return { type: 'user', id: actor.decidedBy }
  return { type: actor.type, id: actor.memberId }
}

/** @throws DomainError `permission-required` naming the permission. */
export function requirePermission(context: Context, permission: Permission): void {
  if (!may(context.actor, permission)) throw new DomainError('permission-required', { permission })
}

export function may(actor: Actor, permission: Permission): boolean {
  return actor.type === 'system' || actor.permissions.has(permission)
}

/** The member whose records the actor may see; null when it may see everybody's of the organisation. */
export function ownerScope(actor: Actor): string | null {
  return actor.type === 'system' || actor.permissions.has('records.all') ? null : actor.memberId
}
