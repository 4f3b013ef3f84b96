import type { Chances } from './lived-module'
import type { GraphJson, SyncWorld } from './sync-world'

const dayMs = 86_400_000

/** A user changes one occurrence of a series, moves it, or takes it out. @returns what is to be told of it */
export async function editOccurrence(
  world: SyncWorld,
  series: GraphJson,
  { chance, pick, serial }: Chances,
): Promise<string | null> {
  const begins = Date.parse(`${String((series.start as GraphJson).dateTime).slice(0, 19)}Z`)
  const span = [begins - dayMs, begins + 60 * dayMs].map((ms) => new Date(ms).toISOString())
  const path = `/events/${encodeURIComponent(String(series.id))}/instances`
  const page = await world.outlook('GET', `${path}?startDateTime=${span[0]}&endDateTime=${span[1]}`)
  const one = pick(page.value as GraphJson[])
  if (!one) return null
  const own = `/events/${encodeURIComponent(String(one.id))}`
  if (chance(0.3)) {
    await world.outlook('DELETE', own)
    return `outlook takes an occurrence out of ${series.subject}`
  }
  const subject = `${String(series.subject).split(' ')[0]} once ${serial()}`
  await world.outlook('PATCH', own, { subject, location: { displayName: 'Elsewhere' } })
  return `outlook changes an occurrence of ${series.subject} to ${subject}`
}
