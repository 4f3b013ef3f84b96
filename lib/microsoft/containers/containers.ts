import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import type { Graph, Leaving } from '@/lib/microsoft/graph/graph'
import type { ContainerKind } from './container-kind'
import { containerMark, expandMark, markOf, withMark } from './extended-property'

export type Container = { id: string; name: string }

const Listed = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  name: z.string().nullish(),
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string().nullish() })).nullish(),
})
const ListPage = z.object({ value: z.array(Listed), '@odata.nextLink': z.string().nullish() })
const mostPages = 50
const mostNumbers = 50

export type ContainerPlace = { graph: Graph; userPath: string; kind: ContainerKind }

/**
 * The user's containers of this kind. Membership of this list is what "exists" means: a deleted container lives on
 * under Deleted Items and may still answer by its id.
 */
export async function listContainers(
  place: ContainerPlace,
): Promise<(Container & { mark: string | null })[]> {
  const { graph, userPath, kind } = place
  const found: (Container & { mark: string | null })[] = []
  let path = `${userPath}${kind.collection}?$top=100${kind.marked ? `&${expandMark(containerMark)}` : ''}`
  for (let page = 0; page < mostPages; page += 1) {
    const body = await graph.get(path, ListPage)
    for (const entry of body.value) {
      found.push({ id: entry.id, name: entry[kind.nameProperty] ?? '', mark: markOf(entry, containerMark) })
    }
    const next = body['@odata.nextLink']
    if (!next) return found
    path = next
  }
  throw new UpstreamError('fix-data', { code: 'endless-pages' })
}

/** Whether the container is still among the user's own (A6). */
export async function containerExists(place: ContainerPlace, id: string): Promise<boolean> {
  return (await listContainers(place)).some((container) => container.id === id)
}

/**
 * The container for `owner`: the one that bears the owner's mark, else a new one. Where containers take no marks it bears
 * a provisional name that nobody else would give, by which it is found after a lost answer; `nameContainer` gives it its
 * own as soon as its id is remembered. A container of the same name that
 * is not ours stays untouched; ours gets a number. Safe to repeat: after a lost answer the mark finds what was made.
 * @param making how long one that was asked for before may yet come to be there, so that none is made; and what is told
 * before one is asked for
 * @returns the container, and whether it was there before
 * @throws UpstreamError `wait` also when the answer was lost: what may yet be made must be there before one looks again
 */
export async function ensureContainer(
  place: ContainerPlace,
  wanted: { name: string; owner: string; knownId: string | null },
  making: { inDoubtMs: number; leaving?: Leaving } = { inDoubtMs: 0 },
): Promise<Container & { takenUp: boolean }> {
  for (let number = 1; number <= mostNumbers; number += 1) {
    const existing = await listContainers(place)
    const ours =
      existing.find(({ id }) => id === wanted.knownId) ??
      existing.find((one) => bearsMark(place, one, wanted))
    if (ours) return { id: ours.id, name: ours.name, takenUp: true }
    if (making.inDoubtMs > 0)
      throw new UpstreamError('wait', { code: 'container-in-doubt', retryAfterMs: making.inDoubtMs })
    const name = place.kind.marked
      ? freeName(wanted.name, namesOf(existing), number)
      : provisionalName(wanted)
    const created = await createContainer(place, name, wanted.owner, making.leaving)
    if (created) return { ...created, takenUp: false }
  }
  throw new UpstreamError('fix-data', { code: 'no-free-container-name' })
}

const bearsMark = (
  { kind }: ContainerPlace,
  { name, mark }: Container & { mark: string | null },
  wanted: { name: string; owner: string },
): boolean => (kind.marked ? mark === wanted.owner : name.startsWith(provisionalName(wanted)))

/** One that is taken may get a suffix, so a name that begins with it is it. */
function provisionalName({ name, owner }: { name: string; owner: string }): string {
  return `${name} #${createHash('sha256').update(owner).digest('hex').slice(0, 8)}`
}

/**
 * Gives a container that was made under its provisional name its own, numbered where that is taken. One that has been
 * named already, by us or by its user, keeps its name. Safe to repeat.
 * @returns the name it has now
 */
export async function nameContainer(
  place: ContainerPlace,
  id: string,
  wanted: { name: string; owner: string },
): Promise<string> {
  const existing = await listContainers(place)
  const current = existing.find((container) => container.id === id)
  if (!current?.name.startsWith(provisionalName(wanted))) return current?.name ?? wanted.name
  const { graph, userPath, kind } = place
  const name = freeName(wanted.name, namesOf(existing), 1)
  const path = `${userPath}${kind.collection}/${encodeURIComponent(id)}`
  const named = Listed.parse(await graph.send({ method: 'PATCH', path, body: { [kind.nameProperty]: name } }))
  return named[kind.nameProperty] ?? name
}

const namesOf = (containers: readonly Container[]) => new Set(containers.map(({ name }) => name))

/** Names differ by case only for us, not for Outlook, so they are compared without it. */
function freeName(name: string, taken: Set<string>, from: number): string {
  const used = new Set([...taken].map((text) => text.toLowerCase()))
  for (let number = from; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`
    if (!used.has(candidate.toLowerCase())) return candidate
  }
}

/** Null when the name clashes after all, with a container that is not listed: the next number is tried. */
async function createContainer(
  place: ContainerPlace,
  name: string,
  owner: string,
  leaving: Leaving | undefined,
): Promise<Container | null> {
  const { graph, userPath, kind } = place
  const body = { [kind.nameProperty]: name, ...(kind.marked ? withMark(containerMark, owner) : {}) }
  try {
    const created = Listed.parse(
      await graph.send({
        method: 'POST',
        path: `${userPath}${kind.collection}`,
        body,
        ...(leaving ? { leaving } : {}),
      }),
    )
    return { id: created.id, name: created[kind.nameProperty] ?? name }
  } catch (error) {
    if (error instanceof UpstreamError && error.details.status === 409) return null
    throw error
  }
}

/**
 * Removes a container with what is in it. Renamed first: the delete moves it to Deleted Items, where a namesake from
 * an earlier time would make it fail (observed, msgraph-sdk-powershell issue 2743), so each try has a name of its own.
 * Nothing left to do is success.
 */
export async function removeContainer(place: ContainerPlace, id: string): Promise<void> {
  const { graph, userPath, kind } = place
  const current = (await listContainers(place)).find((container) => container.id === id)
  if (!current) return
  const path = `${userPath}${kind.collection}/${encodeURIComponent(id)}`
  const name = `${current.name.replace(removalSuffix, '')} ~${randomBytes(4).toString('hex')}`
  await ignoreGone(graph.send({ method: 'PATCH', path, body: { [kind.nameProperty]: name } }))
  await ignoreGone(graph.send({ method: 'DELETE', path }))
  if (await containerExists(place, id))
    throw new UpstreamError('wait', { code: 'container-still-listed', retryAfterMs: 2_000 })
}

const removalSuffix = / ~[0-9a-f]{8}$/

async function ignoreGone(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof UpstreamError && error.remedy === 'gone')) throw error
  })
}
