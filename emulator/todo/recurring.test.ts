import { describe, expect, it } from 'vitest'
import { toDo } from '../testing/to-do'

const range = { type: 'noEnd', startDate: '2026-11-24', recurrenceTimeZone: 'UTC' }
const weekly = { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] }, range }
const day = (date: string) => ({ dateTime: `${date}T00:00:00.0000000`, timeZone: 'UTC' })

describe('recurring tasks, as measured in 2026', () => {
  it('carry defaults for what nobody sent, and get the first day as due date', async () => {
    const { add } = await toDo()
    expect(await add({ recurrence: weekly })).toMatchObject({
      dueDateTime: day('2026-11-24'),
      recurrence: {
        pattern: { month: 0, dayOfMonth: 0, firstDayOfWeek: 'sunday', index: 'first' },
        range: { endDate: '0001-01-01', numberOfOccurrences: 0 },
      },
    })
  })

  it('slip by a day when the range names no zone', async () => {
    const { add } = await toDo()
    const { recurrenceTimeZone: _, ...withoutZone } = range
    const task = await add({
      dueDateTime: { dateTime: '2026-11-24T00:00:00', timeZone: 'UTC' },
      recurrence: { ...weekly, range: withoutZone },
    })
    expect(task.dueDateTime).toEqual(day('2026-11-23'))
  })

  it('roll on when they are completed: the same id is open again, a new done one stays', async () => {
    const { graph, tasks, add, round } = await toDo()
    const { id } = await add({
      recurrence: weekly,
      dueDateTime: { dateTime: '2026-11-24T00:00:00', timeZone: 'Europe/Paris' },
      linkedResources: [{ applicationName: 'CRM', externalId: '1' }],
    })
    const { link } = await round(`${tasks}/delta`)
    const answer = await graph('PATCH', `${tasks}/${id}`, { status: 'completed' })
    expect(answer.body).toMatchObject({ id, status: 'notStarted', dueDateTime: day('2026-12-01') })
    const { items } = await round(link)
    expect(items).toHaveLength(2)
    const copy = items.find((item) => item.id !== id)
    expect(copy).toMatchObject({ status: 'completed', completedDateTime: day('2026-11-24') })
    expect(copy).not.toHaveProperty('recurrence')
  })

  it('stay done on their last day', async () => {
    const { graph, tasks, add } = await toDo()
    const last = { ...weekly, range: { ...range, type: 'numbered', numberOfOccurrences: 1 } }
    const { id } = await add({ recurrence: last })
    expect((await graph('PATCH', `${tasks}/${id}`, { status: 'completed' })).body.status).toBe('completed')
  })

  it('are single again once their recurrence is cleared', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add({ recurrence: weekly })
    const cleared = await graph('PATCH', `${tasks}/${id}`, { recurrence: null })
    expect(cleared.body).not.toHaveProperty('recurrence')
    expect((await graph('PATCH', `${tasks}/${id}`, { status: 'completed' })).body.status).toBe('completed')
  })
})
