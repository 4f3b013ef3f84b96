import { readRule } from '@/app/(crm)/_recurrence/read-rule'
import type { RecurrenceForm, RecurrenceStart } from '@/app/(crm)/_recurrence/recurrence-form'
import { writeRule } from '@/app/(crm)/_recurrence/write-rule'

/** Tasks are due on days, which are the same everywhere. */
export const startOn = (day: string): RecurrenceStart => ({ day, timeZone: 'UTC', allDay: true })

type Rule = { rule: string | null; day: string }

/** The rule as the record had it, wherever the form means the same: an edit of the subject rewrites no rule. */
export function ruleOf(form: RecurrenceForm, day: string, before: Rule): string | null {
  const was = startOn(before.day)
  const written = writeRule(form, startOn(day))
  return written === writeRule(readRule(before.rule, was), was) ? before.rule : written
}
