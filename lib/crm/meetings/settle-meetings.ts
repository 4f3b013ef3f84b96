import { isDeepStrictEqual } from 'node:util'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { PendingWrite } from '../records/record-module'
import { checkReferences, type NewReference } from '../references/check-references'
import { referenceKey } from '../references/reference'
import type { Meeting, MeetingField, MeetingValues } from './fields'
import { homeZones } from './home-zones'
import { timeProblems } from './meeting-times'
import { type Participant, referenceOf } from './participant'

type MeetingWrite = PendingWrite<MeetingValues>

/**
 * The rules between the members of meetings: what a new one starts with, times that make sense, participants and
 * relations that exist, and who may say what.
 * @throws DomainError `managed-by-organiser`; `validation`.
 */
export async function settleMeetings(context: Context, writes: readonly MeetingWrite[]): Promise<Meeting[]> {
  if (context.actor.type === 'user') writes.forEach(refuseToPeople)
  const complete = await withDefaults(context, writes)
  const errors = complete.flatMap((write, position) =>
    timeProblems(write).map((problem) => ({ ...problem, pointer: `/${position}${problem.pointer}` })),
  )
  if (errors.length > 0) throw new DomainError('validation', { errors })
  await checkReferences(context, complete.flatMap(newReferences))
  return complete.map(({ after }) => after)
}

const ofTheSync = ['status', 'origin', 'joinUrl'] as const satisfies readonly MeetingField[]
const ofTheGuest: readonly string[] = ['notes', 'relatedTo', 'participants'] satisfies MeetingField[]

/** M8: what an organiser outside decides is followed, not changed. */
function refuseToPeople({ before, given, after }: MeetingWrite, position: number): void {
  const errors = ofTheSync
    .filter((member) => given[member] !== undefined)
    .map((member) => ({
      pointer: `/${position}/${member}`,
      code: 'read-only',
      message: 'Cannot be written.',
    }))
  if (errors.length > 0) throw new DomainError('validation', { errors })
  if (before === null || before.origin !== 'invitation') return
  const changed = Object.keys(given).filter(
    (member) => !isDeepStrictEqual(memberOf(before, member), memberOf(after, member)),
  )
  if (changed.some((member) => !ofTheGuest.includes(member))) throw new DomainError('managed-by-organiser')
}

const memberOf = (meeting: Record<string, unknown>, member: string) => meeting[member]

async function withDefaults(context: Context, writes: readonly MeetingWrite[]): Promise<MeetingWrite[]> {
  const unzoned = writes.filter(({ before, given }) => before === null && given.timeZone === undefined)
  const zones = await homeZones(
    context,
    unzoned.map(({ after }) => after.ownerId),
  )
  return writes.map((write) => {
    const { before, given, after } = write
    if (before !== null) return write
    const values = {
      allDay: given.allDay === true,
      timeZone: after.timeZone ?? zones(after.ownerId),
      participants: after.participants ?? [],
      status: after.status ?? 'scheduled',
      origin: after.origin ?? 'crm',
    }
    return { ...write, after: { ...after, ...values } }
  })
}

/** Those that were not there before: what a meeting points at already may have gone out of sight meanwhile. */
function newReferences({ before, given, after }: MeetingWrite, position: number): NewReference[] {
  const known = new Set((before?.participants ?? []).map(keyOf))
  const added = (given.participants === undefined ? [] : after.participants).flatMap((one, index) => {
    const to = referenceOf(one)
    return to === null || known.has(keyOf(one))
      ? []
      : [{ to, pointer: `/${position}/participants/${index}/id` }]
  })
  const { relatedTo } = after
  if (relatedTo === null || isDeepStrictEqual(relatedTo, before?.relatedTo)) return added
  return [...added, { to: relatedTo, pointer: `/${position}/relatedTo/id` }]
}

const keyOf = (one: Participant) => (one.type === 'email' ? one.email : referenceKey(one))
