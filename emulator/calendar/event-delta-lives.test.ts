import { expect, it } from 'vitest'
import { createRandom } from '../core/random'
import { weekdays } from '../core/recurrence'
import { calendarBox, deltaOf2027, hourFrom, immutable, weeklyFrom } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'

type Item = Record<string, unknown> & { id: string }

const lively = {
  emptyDeltaPageChance: 0.3,
  shortDeltaPageChance: 0.3,
  repeatedDeltaItemChance: 0.2,
  replayedDeltaChance: 0.2,
}
const year = 'startDateTime=2027-01-01&endDateTime=2028-01-01&$top=500'

/** What an app holds that does what delta says: a master stands for all its occurrences, told anew or removed. */
function follow(held: Map<string, Item>, told: readonly Item[]): void {
  for (const item of told) {
    const isPart = item.type === 'occurrence' || item.type === 'exception'
    const before = isPart ? [] : [...held.values()].filter(({ seriesMasterId }) => seriesMasterId === item.id)
    for (const { id } of before) held.delete(id)
    if (item['@removed']) held.delete(item.id)
    else held.set(item.id, item)
  }
}

/** Somebody's life with two calendars: one step at random each time. */
async function lifeOf(seed: number) {
  const random = createRandom(seed)
  const box = await calendarBox({ conduct: lively })
  const { emulator, graph, path, calendarId, post } = box
  const calendars = [calendarId, String((await graph('GET', '/me/calendar')).body.id)]
  const ids: string[] = []
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random.next() * list.length)]
  const someHour = () => {
    const day = new Date(Date.UTC(2026, 10, 1) + Math.floor(random.next() * 500) * 86_400_000)
    return hourFrom(`${day.toISOString().slice(0, 10)}T10:00`)
  }
  const shown = async () =>
    (await graph('GET', `${path}/calendarView?${year}`, undefined, immutable)).body.value ?? []

  const steps: readonly ((id: string) => Promise<unknown>)[] = [
    async () => ids.push((await post(someHour())).id),
    async () => ids.push((await post(someHour(), '/me/events')).id),
    (id) => graph('PATCH', `/me/events/${id}`, someHour()),
    (id) => graph('DELETE', `/me/events/${id}`),
    (eventId) => {
      const move = { userId: small.anaId, eventId, calendarId: pick(calendars) }
      return control(emulator, 'POST', '/events/move', move)
    },
    (eventId) => control(emulator, 'POST', '/events/restore', { userId: small.anaId, eventId }),
    async (id) => {
      const { start, recurrence } = (await graph('GET', `/me/events/${id}`)).body
      const day = (start as { dateTime: string } | undefined)?.dateTime.slice(0, 10)
      if (day === undefined) return
      const weekday = weekdays[new Date(day).getUTCDay()] ?? 'sunday'
      const weekly = weeklyFrom(day, [weekday], { type: 'numbered', numberOfOccurrences: 6 })
      await graph('PATCH', `/me/events/${id}`, { recurrence: recurrence ? null : weekly })
    },
    async () => {
      const one = pick((await shown()).filter(({ type }) => type === 'occurrence'))
      if (!one) return
      await graph(random.next() < 0.5 ? 'DELETE' : 'PATCH', `/me/events/${one.id}`, { subject: 'Special' })
    },
  ]
  return {
    ...box,
    random,
    shown,
    liveOn: async () => pick(steps)?.(pick(ids) ?? 'nothing yet'),
  }
}

it.each([1, 2, 3, 4])(
  'an app that follows delta holds what the calendar view shows, life %i',
  async (seed) => {
    const { random, round, shown, liveOn, path } = await lifeOf(seed)
    const held = new Map<string, Item>()
    const state = ({ id, start }: Record<string, unknown>) => `${id} ${JSON.stringify(start)}`
    let removals = 0
    let link = deltaOf2027(path)
    for (let time = 0; time < 12; time += 1) {
      for (let step = 0; step < 8; step += 1) await liveOn()
      const size = 1 + Math.floor(random.next() * 5)
      const told = await round(link, { Prefer: `odata.maxpagesize=${size}, IdType="ImmutableId"` })
      link = told.link
      follow(held, told.items as Item[])
      removals += told.items.filter((item) => item['@removed']).length
      const instances = [...held.values()].filter(({ type }) => type !== 'seriesMaster')
      expect(instances.map(state).sort()).toEqual((await shown()).map(state).sort())
    }
    expect(removals).toBeGreaterThan(0)
    expect(held.size).toBeGreaterThan(0)
  },
)
