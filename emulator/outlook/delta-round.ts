import type { GraphCall, GraphReply } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { type DeltaState, openDeltaToken, sealDeltaToken } from './delta-token'
import { defaultPageSize } from './item-query'
import { preferencesApplied } from './request-body'

/**
 * What is told of one item, with its place in the mailbox's sequence. Lines of one entry stay together on a page, as
 * those of a series do (github.com/microsoftgraph/microsoft-graph-docs/pull/4501).
 */
export type DeltaEntry = {
  position: number
  show(): Record<string, unknown> | readonly Record<string, unknown>[]
}

/** A list that changes are tracked of. */
export type TrackedList = {
  /** Its name in tokens. */
  name: string
  context: string
  /** What is new since a position, in any order. */
  entriesSince(state: Pick<DeltaState, 'position' | 'start' | 'select' | 'window'>): DeltaEntry[]
  /** The span of time that a first call asks for; it stays the same as long as its tokens are used. */
  windowAsked?(): DeltaState['window']
  defaultPageSize?: number
  /** The refusal of a token that is dead. */
  gone?(): GraphError
}

const sevenDaysMs = 7 * 24 * 60 * 60 * 1_000

/**
 * Answers one page of a delta round: from the beginning, or from the token in a nextLink or deltaLink.
 * Pages may be empty or short although more follows, an item may come twice, a round may repeat the one before.
 * learn.microsoft.com/graph/delta-query-overview
 */
export function deltaPage(call: GraphCall, list: TrackedList): GraphReply {
  const { outlook, random } = call.world
  const conduct = outlook.conduct.values()
  const chance = (probability: number) => probability > 0 && random.next() < probability
  const state = stateOf(call, list)
  if (call.query.deltatoken !== null && chance(conduct.replayedDeltaChance))
    state.position = Math.max(0, state.position - 5)

  const entries = list.entriesSince(state).sort((a, b) => a.position - b.position)
  const size = call.prefer.maxPageSize ?? list.defaultPageSize ?? defaultPageSize
  if (entries.length > 0 && !state.afterEmptyPage && chance(conduct.emptyDeltaPageChance))
    return page(call, list, [], { ...state, afterEmptyPage: true }, 'next')

  const short = size > 1 && entries.length > 1 && chance(conduct.shortDeltaPageChance)
  const told = entries.slice(0, short ? Math.ceil(Math.min(size, entries.length) / 2) : size)
  const shown = told.flatMap((entry) => entry.show())
  const [first] = shown
  if (first && shown.length < size && chance(conduct.repeatedDeltaItemChance)) shown.push(first)

  const position = told.at(-1)?.position ?? state.position
  const next = { ...state, position, afterEmptyPage: false }
  const goesOn =
    told.length < entries.length || (told.length === size && chance(conduct.emptyDeltaPageChance))
  if (goesOn) return page(call, list, shown, next, 'next')
  return page(call, list, shown, { ...next, position: outlook.position(call.user.id), start: 0 }, 'delta')
}

function stateOf(call: GraphCall, list: TrackedList): DeltaState {
  const { outlook, settings, clock } = call.world
  const generation = outlook.deltaGeneration(call.user.id)
  const token = call.query.skiptoken ?? call.query.deltatoken
  const nowMs = clock.now().getTime()
  if (token === null)
    return {
      list: list.name,
      generation,
      position: 0,
      start: outlook.position(call.user.id),
      select: call.query.select,
      window: list.windowAsked?.() ?? null,
      afterEmptyPage: false,
      issuedAtMs: nowMs,
    }
  const state = openDeltaToken(token)
  if (!state) throw new GraphError(400, 'BadRequest', 'Badly formed token.')
  const tooOld = settings.uncertain.U24 === 'seven-days' && nowMs - state.issuedAtMs > sevenDaysMs
  if (state.generation !== generation || state.list !== list.name || tooOld)
    throw list.gone?.() ?? syncStateNotFound()
  return { ...state, issuedAtMs: nowMs }
}

function page(
  { world, path, prefer }: GraphCall,
  list: TrackedList,
  value: Record<string, unknown>[],
  state: DeltaState,
  kind: 'next' | 'delta',
): GraphReply {
  const option = kind === 'next' ? '$skiptoken' : '$deltatoken'
  const link = `${world.graphUrl}${path}?${option}=${sealDeltaToken(state)}`
  return {
    status: 200,
    body: {
      '@odata.context': list.context,
      [kind === 'next' ? '@odata.nextLink' : '@odata.deltaLink']: link,
      value,
    },
    headers: { 'Preference-Applied': appliedPreferences(prefer) },
  }
}

const appliedPreferences = (prefer: GraphCall['prefer']) =>
  ['odata.track-changes', ...preferencesApplied(prefer)].join(', ')

/** Seen in github.com/microsoftgraph/microsoft-graph-docs/issues/2350. */
export const syncStateNotFound = () =>
  new GraphError(
    410,
    'SyncStateNotFound',
    'The sync state generation is not found; the app must start a full synchronization.',
  )
