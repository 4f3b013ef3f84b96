import { z } from 'zod'
import { type BatchAnswer, type BatchPart, mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { LinkRow } from '@/lib/sync/links'
import { findMoved } from './find-moved'
import { readOf } from './intent'
import { isOwnTrouble } from './own-trouble'
import { containerOf, itemPath, itemsPath, readItem, type Session } from './session'

/** A link whose item is gone for us: deleted, or moved out of the container. */
export type Gone = { row: LinkRow; moved: boolean }
/** What is there after all, as the service sent it. */
type Present = { row: LinkRow; json: { id: string } }

const WithId = z.object({ id: z.string().min(1) }).loose()

/**
 * Looks for items that were reported removed: "removed" is also said of items that a replay, another container's change
 * or a window of time touched (A6). Each is read by itself, and asked where it is.
 */
export async function confirmRemovals(
  session: Session,
  noted: readonly LinkRow[],
): Promise<{ gone: Gone[]; present: Present['json'][] }> {
  const gone: Gone[] = []
  const found: Present[] = []
  const answers = await askEach(session, noted, (row) => readOf(session, row))
  for (const { row, answer } of answers) {
    if (!('error' in answer)) found.push({ row, json: WithId.parse(answer.body) })
    else if (answer.error.remedy === 'gone') gone.push({ row, moved: false })
    // Stays noted, and is asked again by the next look: the others do not wait for it.
    else if (isOwnTrouble(answer)) continue
    else throw answer.error
  }
  const there = await inContainer(session, found)
  for (const { row } of found) if (!there.has(row.id)) gone.push({ row, moved: true })
  const moved = await findMoved(
    session,
    gone.filter((one) => !one.moved).map(({ row }) => row),
  )
  for (const one of gone) one.moved ||= moved.has(one.row.id)
  return { gone, present: found.filter(({ row }) => there.has(row.id)).map(({ json }) => json) }
}

/**
 * The links whose items are in our container, by id.
 * @param found what Graph answered to a read of each item
 */
export async function inContainer(
  session: Session,
  found: readonly { row: LinkRow; json: unknown }[],
): Promise<Set<string>> {
  const told = found.map(({ row, json }) => {
    const { containerId } = readItem(session, json, row.base?.microsoft ?? {})
    return { row, containerId }
  })
  const silent = told.filter(({ containerId }) => containerId === null).map(({ row }) => row)
  const ours = told.filter(({ containerId }) => containerId === containerOf(session)).map(({ row }) => row.id)
  return new Set([...ours, ...(await askWhere(session, silent))])
}

/** Of items that do not tell their container themselves: those that lead to ours. */
async function askWhere(session: Session, rows: readonly LinkRow[]): Promise<string[]> {
  const { itemContainer } = session.module.container
  if (itemContainer === null || rows.length === 0) return rows.map(({ id }) => id)
  const answers = await askEach(session, rows, (row) => ({
    method: 'GET',
    path: `${itemPath(session, row.itemId)}${itemContainer}?$select=id`,
  }))
  const unanswered = answers.some(({ answer }) => 'error' in answer)
  const listed = unanswered ? await listIds(session) : new Set<string>()
  return answers.flatMap(({ row, answer }) => {
    const there =
      'error' in answer ? listed.has(row.itemId ?? '') : WithId.parse(answer.body).id === containerOf(session)
    return there ? [row.id] : []
  })
}

const IdPage = z.object({ value: z.array(WithId), '@odata.nextLink': z.string().nullish() })

/** No page documents the way from an event to its calendar: where it is refused, the container's own list decides. */
async function listIds(session: Session): Promise<Set<string>> {
  const ids = new Set<string>()
  let path: string | null = withQuery(itemsPath(session), '$select=id', '$top=500')
  while (path !== null) {
    const page: z.infer<typeof IdPage> = await session.graph.get(path, IdPage)
    for (const { id } of page.value) ids.add(id)
    path = page['@odata.nextLink'] ?? null
  }
  return ids
}

async function askEach(
  session: Session,
  rows: readonly LinkRow[],
  question: (row: LinkRow) => BatchPart,
): Promise<{ row: LinkRow; answer: BatchAnswer }[]> {
  const asked: { row: LinkRow; answer: BatchAnswer }[] = []
  for (let from = 0; from < rows.length; from += mostParts) {
    const some = rows.slice(from, from + mostParts)
    const answers = await sendChain(session.graph, session.gate, session.engine.timing, some.map(question))
    some.forEach((row, at) => {
      const answer = answers[at]
      if (!answer) throw new Error('every part has an answer')
      asked.push({ row, answer })
    })
  }
  return asked
}
