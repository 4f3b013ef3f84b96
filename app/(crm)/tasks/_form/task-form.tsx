'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFooter } from '@/app/(crm)/_form/form-footer'
import { useSaving } from '@/app/(crm)/_form/use-saving'
import { readRule } from '@/app/(crm)/_recurrence/read-rule'
import { RecurrenceEditor } from '@/app/(crm)/_recurrence/recurrence-editor'
import { moveRecurrence } from '@/app/(crm)/_recurrence/recurrence-form'
import { callAction } from '@/components/call-action'
import { useFieldErrors } from '@/components/refusal-text'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { saveTask } from '../_actions/task-actions'
import { ChoiceFields } from './choice-fields'
import { PeopleFields } from './people-fields'
import { ReminderField } from './reminder-field'
import { instantOfReminder, reminderTimeOf } from './reminder-time'
import { changedTask, type TaskFormValues, writtenTask } from './task-changes'
import { ruleOf, startOn } from './task-rule'

type TaskFormProps = {
  /** Null for a new task. */
  existing: { id: string; version: string } | null
  values: TaskFormValues
  owners: readonly ComboboxOption[]
  /** On whose clocks reminders are. */
  timeZone: string
  /** From which day on a task repeats that is due on none, as YYYY-MM-DD. */
  undatedFrom: string
}

export function TaskForm({ existing, values, owners, timeZone, undatedFrom }: TaskFormProps) {
  const t = useTranslations('taskForm')
  const tTask = useTranslations('task')
  const [state, setState] = useState(values)
  const [reminder, setReminder] = useState(() => reminderTimeOf(values.reminderAt, timeZone))
  const firstDay = values.dueDate || undatedFrom
  const [recurrence, setRecurrence] = useState(() => readRule(values.recurrence, startOn(firstDay)))
  const day = state.dueDate || undatedFrom
  const change = (part: Partial<TaskFormValues>) => setState((before) => ({ ...before, ...part }))
  const changeDue = (dueDate: string) => {
    change({ dueDate })
    setRecurrence((before) => moveRecurrence(before, day, dueDate || undatedFrom))
  }

  const { form, submit, pending, refusal, callout } = useSaving({
    version: existing?.version ?? null,
    async send(version) {
      const reminderAt = reminderOf(reminder, values.reminderAt, timeZone)
      if (reminderAt === undefined)
        return { ok: false, code: 'validation', fields: { reminderAt: 'required' } }
      const rule = ruleOf(recurrence, day, { rule: values.recurrence, day: firstDay })
      const after = { ...state, reminderAt, recurrence: rule }
      const written = existing === null ? writtenTask(after) : changedTask(values, after)
      return callAction(saveTask({ id: existing?.id ?? null, version, values: written }))
    },
    kind: 'task',
    toast: tTask(existing === null ? 'createdToast' : 'savedToast'),
  })
  const errors = useFieldErrors(refusal)
  return (
    <Form ref={form} action={submit} errors={errors} className="flex flex-col gap-4">
      {callout}
      <Card title={t('what')}>
        <div className="grid gap-x-5 gap-y-3.5 sm:grid-cols-2">
          <Field name="subject" label={t('subject')} required className="sm:col-span-2">
            <Input
              name="subject"
              autoComplete="off"
              value={state.subject}
              onChange={(event) => change({ subject: event.currentTarget.value })}
            />
          </Field>
          <Field name="dueDate" label={t('dueDate')}>
            <Input
              type="date"
              max="9999-12-31"
              value={state.dueDate}
              onChange={(event) => changeDue(event.currentTarget.value)}
            />
          </Field>
          <ReminderField value={reminder} onChange={setReminder} />
          <ChoiceFields value={state} onChange={change} />
          <div className="sm:col-span-2">
            <RecurrenceEditor value={recurrence} onChange={setRecurrence} start={startOn(day)} />
            {recurrence.repeat !== 'never' && (
              <Callout live className="mt-3.5">
                {t('recurringHint')}
              </Callout>
            )}
          </div>
          <Field name="description" label={t('description')} className="sm:col-span-2">
            <Textarea
              name="description"
              value={state.description}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
          </Field>
        </div>
      </Card>
      <Card title={t('who')}>
        <div className="grid gap-x-5 gap-y-3.5 sm:grid-cols-2">
          <PeopleFields value={state} onChange={change} owners={owners} />
        </div>
      </Card>
      <FormFooter pending={pending} />
    </Form>
  )
}

/** The form knows whole minutes only: where they are the same, the reminder stays what it was. */
function reminderOf(
  shown: Parameters<typeof instantOfReminder>[0],
  before: string | null,
  timeZone: string,
): string | null | undefined {
  const instant = instantOfReminder(shown, timeZone)
  return instant === instantOfReminder(reminderTimeOf(before, timeZone), timeZone) ? before : instant
}
