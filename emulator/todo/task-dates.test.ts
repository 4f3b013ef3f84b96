import { describe, expect, it } from 'vitest'
import { toDo } from '../testing/to-do'

describe('dates of tasks', () => {
  it.each([
    ['2026-09-26T17:30:00', 'Europe/London', '2026-09-25T23:00:00.0000000'],
    ['2026-09-26T22:00:00', 'America/New_York', '2026-09-26T04:00:00.0000000'],
    ['2026-12-05T00:00:00', 'Romance Standard Time', '2026-12-04T23:00:00.0000000'],
    ['2026-12-05T08:00:00.0000000', 'Pacific/Auckland', '2026-12-04T11:00:00.0000000'],
    ['2026-12-05', 'UTC', '2026-12-05T00:00:00.0000000'],
  ])('keep the day of %s in %s and come back as UTC', async (dateTime, timeZone, back) => {
    const { add } = await toDo()
    const { dueDateTime } = await add({ dueDateTime: { dateTime, timeZone } })
    expect(dueDateTime).toEqual({ dateTime: back, timeZone: 'UTC' })
  })

  it('a start that is sent alone becomes the due date as well', async () => {
    const { add } = await toDo()
    const start = { dateTime: '2026-12-05T09:00:00', timeZone: 'UTC' }
    const back = { dateTime: '2026-12-05T00:00:00.0000000', timeZone: 'UTC' }
    expect(await add({ startDateTime: start })).toMatchObject({ startDateTime: back, dueDateTime: back })
  })

  it('a reminder keeps its time and is switched on with it', async () => {
    const { add } = await toDo()
    const task = await add({
      reminderDateTime: { dateTime: '2026-07-01T08:15:30', timeZone: 'Europe/Paris' },
    })
    expect(task).toMatchObject({
      isReminderOn: true,
      reminderDateTime: { dateTime: '2026-07-01T06:15:30.0000000', timeZone: 'UTC' },
    })
  })

  it('are shown in the zone of Prefer: outlook.timezone, and no header says so', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add({ dueDateTime: { dateTime: '2026-12-05T00:00:00', timeZone: 'Europe/Paris' } })
    const headers = { Prefer: 'outlook.timezone="Tokyo Standard Time"' }
    const shown = { dateTime: '2026-12-05T08:00:00.0000000', timeZone: 'Tokyo Standard Time' }
    for (const path of [`${tasks}/${id}`, tasks, `${tasks}/delta`]) {
      const { body, headers: answered } = await graph('GET', path, undefined, headers)
      expect((body.value?.[0] ?? body).dueDateTime).toEqual(shown)
      expect(answered.get('preference-applied') ?? '').not.toContain('timezone')
    }
  })

  it.each([
    { dateTime: '2026-12-05T00:00:00', timeZone: 'Mars Standard Time' },
    { dateTime: 'next week', timeZone: 'UTC' },
    { dateTime: '2026-13-05T00:00:00', timeZone: 'UTC' },
    '2026-12-05',
  ])('refuse %j', async (dueDateTime) => {
    const { graph, tasks } = await toDo()
    expect((await graph('POST', tasks, { title: 'x', dueDateTime })).status).toBe(400)
  })
})
