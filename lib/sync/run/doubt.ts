import type { UpstreamError } from '@/lib/errors'
import { longestRequestMs, timedOut } from '@/lib/microsoft/graph/graph'
import { type LinkRow, outOfDoubt } from '@/lib/sync/links'

/**
 * What its caller has given up may be worked on over there for so long: a batch is carried out part by part, whoever
 * waits for it. Nobody says for how long; single writes of seconds have been seen.
 */
const abandonedMs = 10_000
/** And so long where everything is slow: we have waited for three quarters of a minute already. */
const slowMs = 60_000
/** What Microsoft has answered is done with, but for what a moment ago is not shown to everybody yet. */
const answeredMs = 2_000
/** A create whose sender was never heard of again: it may have left later than noted, and be in no hurry since. */
export const unheardOfMs = longestRequestMs + abandonedMs

/** Whether a create may still be carried out, so that not finding its item says nothing. */
export const isInDoubt = ({ inDoubtUntil }: Pick<LinkRow, 'inDoubtUntil'>, now: Date): boolean =>
  inDoubtUntil !== null && now < inDoubtUntil

type Doubt = Pick<LinkRow, 'sentAt' | 'inDoubtUntil'>

/**
 * What is known of a create after its request has failed; nothing of what is no create. One that is in doubt keeps the
 * time it was sent, and is looked for before it is sent again.
 */
export function doubtAfter({ sentAt }: Doubt, { details }: UpstreamError, now: Date): Doubt {
  if (sentAt === null || !details.doubtful) return outOfDoubt
  const unansweredMs = details.code === timedOut ? slowMs : abandonedMs
  const settlesMs = isAnswer(details.status) ? answeredMs : unansweredMs
  return { sentAt, inDoubtUntil: new Date(now.getTime() + settlesMs) }
}

/** A gateway speaks for itself: what is behind it may be at work (RFC 9110, 15.6.3 and 15.6.5). */
const isAnswer = (status: number | undefined): boolean =>
  status !== undefined && status !== 502 && status !== 504
