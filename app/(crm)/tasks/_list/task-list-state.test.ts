import { describe, expect, it } from 'vitest'
import { readTaskListState, sortOf, taskListHref, withTaskChange } from './task-list-state'

const plain = readTaskListState({})

describe('the state of the list of tasks in its address', () => {
  it('is one’s own open tasks, at first, and needs no query', () => {
    expect(plain).toMatchObject({ view: 'open', whose: 'own', status: null, priority: null, sort: null })
    expect(taskListHref(plain)).toBe('/tasks')
  })

  it('comes back as it was written', () => {
    const state = {
      search: 'offre été',
      view: 'overdue',
      status: 'deferred',
      priority: 'highest',
      whose: 'all',
      sort: 'name',
      trail: ['a', 'b'],
    } as const
    const query = new URL(taskListHref(state), 'http://crm').searchParams
    expect(readTaskListState(Object.fromEntries(query))).toEqual(state)
  })

  it('takes what is unknown or broken for not given', () => {
    const broken = { q: ['a', 'b'], view: 'never', status: 'lost', priority: '1', whose: 'nobody', sort: '' }
    expect(readTaskListState(broken)).toEqual(plain)
    expect(readTaskListState({ status: 'completed' })).toEqual(plain)
  })

  it('starts at the first page again when a filter changes', () => {
    expect(withTaskChange({ ...plain, trail: ['a'] }, { priority: 'low' })).toMatchObject({ trail: [] })
  })

  it('forgets a status that the view has none of', () => {
    const deferred = withTaskChange(plain, { status: 'deferred' })
    expect(withTaskChange(deferred, { view: 'overdue' }).status).toBe('deferred')
    expect(withTaskChange(deferred, { view: 'completed' }).status).toBeNull()
  })

  it('orders by what is due first, completed tasks by what happened last, unless somebody chose', () => {
    expect(sortOf(plain)).toBe('due')
    expect(sortOf({ view: 'completed', sort: null })).toBe('changed')
    expect(sortOf({ view: 'completed', sort: 'priority' })).toBe('priority')
  })
})
