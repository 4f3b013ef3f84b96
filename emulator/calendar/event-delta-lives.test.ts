import { expect, it } from 'vitest'
import { createRandom } from '../core/random'
import { calendarBox, deltaOf2027, hourFrom, immutable, weeklyFrom } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'

type Item = Record<string, unknown> & { id: string }

/** What an app holds that does what delta says: a master brings all its occurrences, `@removed` takes all away. */
function follow(held: Map<string, Item>, items: readonly Item[]): void {
  const dropSeries = (master: string) => {
    for (const [id, item] of held) if (id === master || item.seriesMasterId === master) held.delete(id)
  }
  for (const item of items) {
    if (item['@removed'] || item.type !== 'occurrence') if (item.type !== 'exception') dropSeries(item.id)
    if (!item['@removed']) held.set(item.id, item)
  }
}

it.each([1, 2, 3, 4])(
  'an app that follows delta holds what the calendar view shows, life %i',
  async (seed) => {
    const random = createRandom(seed)
    const lively = {
      emptyDeltaPageChance: 0.3,
      shortDeltaPageChance: 0.3,
      repeatedDeltaItemChance: 0.2,
      replayedDeltaChance: 0.2,
    }
    const { emulator, graph, path, calendarId, post, round } = await calendarBox({ conduct: lively })
    const own = String((await graph('GET', '/me/calendar')).body.id)
    const ids: string[] = []
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random.next() * list.length)]
    const someHour = () => {
      const day = new Date(Date.UTC(2026, 10, 1) + Math.floor(random.next() * 500) * 86_400_000)
      return hourFrom(`${day.toISOString().slice(0, 10)}T10:00`, { subject: `S${random.next()}` })
    }
    const series = (start: string) => {
      const weekday = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'][
        new Date(start).getUTCDay()
      ]
      return weeklyFrom(start, [weekday ?? ''], { type: 'numbered', numberOfOccurrences: 6 })
    }
    const steps = [
      async () => void ids.push((await post(someHour())).id),
      async () => void ids.push((await post(someHour(), '/me/events')).id),
      async (id: string) => graph('PATCH', `/me/events/${id}`, someHour()),
      async (id: string) => graph('DELETE', `/me/events/${id}`),
      async (id: string) => {
        const target = pick([calendarId, own])
        await control(emulator, 'POST', '/events/move', {
          userId: small.anaId,
          eventId: id,
          calendarId: target,
        })
      },
      async (id: string) =>
        control(emulator, 'POST', '/events/restore', { userId: small.anaId, eventId: id }),
      async (id: string) => {
        const { start, type } = (await graph('GET', `/me/events/${id}`)).body as {
          start?: { dateTime: string }
          type?: string
        }
        if (!start) return
        const recurrence = type === 'seriesMaster' ? null : series(start.dateTime.slice(0, 10))
        await graph('PATCH', `/me/events/${id}`, { recurrence })
      },
      async () => {
        const span = 'startDateTime=2027-01-01&endDateTime=2027-12-31&$top=200'
        const { value } = (await graph('GET', `${path}/calendarView?${span}`, undefined, immutable)).body
        const one = pick((value ?? []).filter(({ type }) => type === 'occurrence'))
        if (one)
          await graph(random.next() < 0.5 ? 'DELETE' : 'PATCH', `/me/events/${one.id}`, { subject: 'X' })
      },
    ]

    const held = new Map<string, Item>()
    let link = deltaOf2027(path)
    for (let time = 0; time < 12; time += 1) {
      for (let step = 0; step < 8; step += 1) await pick(steps)?.(pick(ids) ?? 'none')
      const told = await round(link, {
        Prefer: `odata.maxpagesize=${1 + Math.floor(random.next() * 5)}, IdType="ImmutableId"`,
      })
      follow(held, told.items as Item[])
      link = told.link
      const span = 'startDateTime=2027-01-01&endDateTime=2028-01-01&$top=500'
      const shown =
        (await graph('GET', `${path}/calendarView?${span}`, undefined, immutable)).body.value ?? []
      const state = ({ id, start }: Record<string, unknown>) =>
        `${id} ${(start as { dateTime: string }).dateTime}`
      const instances = [...held.values()].filter(({ type }) => type !== 'seriesMaster')
      expect(instances.map(state).sort()).toEqual(shown.map(state).sort())
    }
  },
)
