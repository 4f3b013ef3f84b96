import { describe, expect, it } from 'vitest'
import { changedTask, type TaskFormValues, writtenTask } from './task-changes'

const lea = { type: 'contact', id: 'c1', name: 'Léa Petit', email: null } as const
const values: TaskFormValues = {
  subject: 'Envoyer le devis',
  dueDate: '2026-03-12',
  priority: 'high',
  status: 'notStarted',
  description: '',
  relatedTo: lea,
  recurrence: null,
  reminderAt: null,
  ownerId: 'm1',
}

describe('what the form of a task writes', () => {
  it('is all of a new one, with nothing for what is empty', () => {
    expect(writtenTask({ ...values, dueDate: '' })).toEqual({
      ...values,
      dueDate: null,
      description: null,
      relatedTo: { type: 'contact', id: 'c1' },
    })
  })

  it('is nothing where nothing was changed, also when somebody got another name meanwhile', () => {
    expect(changedTask(values, { ...values, relatedTo: { ...lea, name: 'Léa Martin' } })).toEqual({})
  })

  it('is what was changed and no more', () => {
    expect(changedTask(values, { ...values, dueDate: '', relatedTo: null, status: 'completed' })).toEqual({
      dueDate: null,
      relatedTo: null,
      status: 'completed',
    })
  })
})
