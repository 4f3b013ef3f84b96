import 'server-only'
import { inngest } from '@/inngest/client'
import { connectionRequested, erasureRequested, mailOwed, undoGoesOn } from '@/inngest/events'
import type { Context } from '@/lib/access/context'
import { log } from '@/lib/log'
import { noticeClients } from '@/lib/sync/client-invitations/client-feed'
import { claimWake } from '@/lib/sync/connections/due'
import { database } from './database'

/** Tells the sync that records, or what somebody may do, have changed. The sweep finds what this misses, so it never fails its caller. */
export const wakeSync: Context['wake'] = async (wake) => {
  try {
    await requestConnections(await claimWake(database(), wake, new Date()))
  } catch (error) {
    log.warn({ err: error, module: wake.module }, 'the sync was not woken; the sweep will find the changes')
  }
}

/** Asks for runs of connections. Best effort: the request stands in the database, or is found in the change feed. */
export async function requestConnections(connectionIds: readonly string[]): Promise<void> {
  if (connectionIds.length === 0) return
  try {
    await inngest.send(connectionIds.map((connectionId) => connectionRequested.create({ connectionId })))
  } catch (error) {
    log.warn(
      { err: error, connections: connectionIds.length },
      'runs were not requested; the sweep will do so',
    )
  }
}

/** Tells the connections whose invitations may wait for a new address. The sweep finds what this misses. */
export async function wakeClients(organisationId: string): Promise<void> {
  try {
    const memberIds = await noticeClients(database(), organisationId, new Date(), 'visible')
    if (memberIds.length > 0) await wakeSync({ module: 'meetings', memberIds })
  } catch (error) {
    log.warn({ err: error }, 'new addresses were not held against invitations; the sweep will do so')
  }
}

/** Has what is left of an undo done. Best effort: the sweep finds what this misses. */
export async function goOnUndoing(runId: string): Promise<void> {
  try {
    await inngest.send(undoGoesOn.create({ runId }))
  } catch (error) {
    log.warn({ err: error, runId }, 'an undo was not gone on with; the sweep will do so')
  }
}

/** Has mails that are owed sent now. Best effort: the sweep sends what this misses. */
export async function wakeMail(): Promise<void> {
  try {
    await inngest.send(mailOwed.create({}))
  } catch (error) {
    log.warn({ err: error }, 'the mailer was not woken; the sweep will send what is owed')
  }
}

/**
 * Has the syncs of whoever is leaving end, and what is closed deleted afterwards. Best effort: the sweep and the hourly
 * look find what this misses.
 */
export async function wakeErasure(connectionIds: readonly string[]): Promise<void> {
  await requestConnections(connectionIds)
  try {
    await inngest.send(erasureRequested.create({}))
  } catch (error) {
    log.warn({ err: error }, 'the erasure was not woken; it is done within the hour')
  }
}
