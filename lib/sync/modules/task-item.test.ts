import { describe, expect, it } from 'vitest'
import type { CanonicalFields } from '@/lib/sync/core/types'
import {
  GraphTask,
  graphTaskFromFields,
  graphTaskPatch,
  recordOfGraphTask,
  taskFieldsFromGraph,
} from './task-item'

const paris = 'Europe/Paris'
const parse = (json: Record<string, unknown>) => GraphTask.parse({ id: 'task', ...json })
const read = (json: Record<string, unknown>) => taskFieldsFromGraph(parse(json), paris)

describe('taskFieldsFromGraph', () => {
  it('reads what is left out as empty, and the two closed sets as their defaults', () =>
    expect(read({ title: ' Call ' })).toEqual({ title: 'Call', importance: 'normal', status: 'notStarted' }))

  it('reads text and HTML bodies as the same text', () => {
    const text = { body: { contentType: 'text', content: 'Prices\r\nof list B\r\n' } }
    const html = {
      body: {
        contentType: 'html',
        content: '<html><body><p>Prices</p><p>of <b>list B</b></p></body></html>',
      },
    }
    expect(read(text).body).toBe('Prices\nof list B')
    expect(read(html).body).toBe('Prices\nof list B')
  })

  it('due and completed are days', () => {
    const fields = read({
      dueDateTime: { dateTime: '2026-12-04T23:00:00.0000000', timeZone: 'UTC' },
      completedDateTime: { dateTime: '2026-12-05T00:00:00.0000000', timeZone: 'UTC' },
    })
    expect(fields).toMatchObject({ dueDateTime: '2026-12-05', completedDateTime: '2026-12-05' })
  })

  it('T6: one that repeats says so', () => {
    expect(read({ recurrence: { pattern: { type: 'daily', interval: 1 } } }).series).toBe(true)
    expect(read({ recurrence: null }).series).toBeUndefined()
  })

  it('knows the record by the linked resource, whoever’s place it is', () => {
    expect(recordOfGraphTask(parse({ linkedResources: [{ externalId: 'record' }] }))).toBe('record')
    expect(recordOfGraphTask(parse({ linkedResources: [{ externalId: '' }] }))).toBeNull()
    expect(recordOfGraphTask(parse({}))).toBeNull()
  })
})

describe('what is written to To Do', () => {
  it('a create holds what the record holds, and neither reminder nor categories (T6)', () => {
    const fields: CanonicalFields = {
      title: 'Send the offer',
      body: 'List B',
      importance: 'high',
      status: 'notStarted',
      dueDateTime: '2026-12-05',
      completedDateTime: null,
    }
    expect(graphTaskFromFields(fields, paris)).toEqual({
      title: 'Send the offer',
      body: { contentType: 'text', content: 'List B' },
      importance: 'high',
      status: 'notStarted',
      dueDateTime: { dateTime: '2026-12-05T00:00:00', timeZone: 'Romance Standard Time' },
    })
  })

  it('a PATCH names what changed only, and clears', () => {
    expect(graphTaskPatch({ status: 'completed' }, paris)).toEqual({ status: 'completed' })
    expect(graphTaskPatch({ dueDateTime: null, body: null }, paris)).toEqual({
      dueDateTime: null,
      body: { contentType: 'text', content: '' },
    })
  })
})
