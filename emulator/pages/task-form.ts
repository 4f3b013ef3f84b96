import { Temporal } from 'temporal-polyfill'
import { bodyText } from '../calendar/html-body'
import type { User } from '../directory/entities'
import type { TaskValues } from '../todo/task-values'
import { dueDay, zoneOf } from './due-day'
import { readDay } from './read-day'
import { recurrenceOf, repeatOf } from './repeat-choice'

export type TaskForm = ReadonlyMap<string, string>

/** What the inputs of a task show. */
export function formOfTask(values: TaskValues, user: User): Map<string, string> {
  const { body, reminderAt, dueAt } = values
  return new Map([
    ['title', values.title],
    ['status', values.status],
    ['importance', values.importance],
    ['due', dueAt === null ? '' : dueDay(dueAt, user)],
    ['reminder', reminderAt === null ? '' : localMinute(reminderAt, user)],
    ['repeat', repeatOf(values.recurrence)],
    ['notes', lines(body.contentType === 'html' ? bodyText(body.content) : body.content)],
    ['categories', values.categories.join('\n')],
  ])
}

/** What a form changes, in the form that a PATCH of the task takes: nothing when nothing was changed. */
export function changesOfTaskForm(
  values: TaskValues,
  sent: TaskForm,
  user: User,
  today: string,
): Record<string, unknown> {
  const before = formOfTask(values, user)
  const changed = (name: string): string | undefined => {
    const now = lines(sent.get(name) ?? before.get(name) ?? '')
    return now === before.get(name) ? undefined : now
  }
  const { timeZone } = user.mailboxSettings
  const dateTime = (text: string | undefined) => text && { dateTime: text, timeZone }
  const repeat = changed('repeat')
  const due = changed('due')
  const written = {
    title: changed('title')?.trim(),
    status: changed('status'),
    importance: changed('importance'),
    dueDateTime: due === '' ? null : dateTime(due),
    reminderDateTime: changed('reminder') === '' ? null : dateTime(changed('reminder')),
    recurrence: repeat && recurrenceOf(repeat, readDay(sent.get('due')) ?? today, zoneOf(user)),
    body: bodyOf(changed('notes')),
    categories: changed('categories')
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

const bodyOf = (notes: string | undefined) =>
  notes === undefined ? undefined : { content: notes, contentType: 'text' }

/** Form posts end lines with CRLF, Graph keeps what it was sent. */
const lines = (text: string) => text.replace(/\r\n?/g, '\n')

const localMinute = (instant: string, user: User) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zoneOf(user)).toPlainDateTime().toString().slice(0, 16)
