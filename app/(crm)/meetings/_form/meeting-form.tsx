'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFooter } from '@/app/(crm)/_form/form-footer'
import { useSaving } from '@/app/(crm)/_form/use-saving'
import { readRule } from '@/app/(crm)/_recurrence/read-rule'
import { RecurrenceEditor } from '@/app/(crm)/_recurrence/recurrence-editor'
import { moveRecurrence } from '@/app/(crm)/_recurrence/recurrence-form'
import { writeRule } from '@/app/(crm)/_recurrence/write-rule'
import { callAction } from '@/components/call-action'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { saveMeeting } from '../_actions/meeting-actions'
import { useAttendeeWarning } from '../_attendees/use-attendee-warning'
import { changedMembers, isToldToAttendees, type MeetingValues, newMeeting } from './meeting-changes'
import { isDay, type MeetingTimes, type StoredTimes, timeProblem } from './meeting-times'
import { PeopleFields } from './people-fields'
import { ReminderSelect } from './reminder-select'
import { useMeetingErrors } from './use-meeting-errors'
import { WhenFields } from './when-fields'

type MeetingFormProps = {
  /** Null for a new meeting. */
  existing: { id: string; version: string; was: StoredTimes; byOrganiser: boolean } | null
  values: MeetingValues
  hosts: readonly ComboboxOption[]
}

export function MeetingForm({ existing, values, hosts }: MeetingFormProps) {
  const t = useTranslations('meetingForm')
  const tMeeting = useTranslations('meeting')
  const warning = useAttendeeWarning()
  const [state, setState] = useState(values)
  // The last day that was one: while a date is being typed there is none.
  const [firstDay, setFirstDay] = useState(values.times.startDay)
  const [recurrence, setRecurrence] = useState(() => readRule(values.recurrence, startOf(values.times)))
  const byOrganiser = existing?.byOrganiser ?? false
  const change = (part: Partial<MeetingValues>) => setState((before) => ({ ...before, ...part }))
  const changeTimes = (times: MeetingTimes) => {
    change({ times })
    if (!isDay(times.startDay)) return
    setRecurrence((before) => moveRecurrence(before, firstDay, times.startDay))
    setFirstDay(times.startDay)
  }

  const { form, submit, pending, refusal, callout } = useSaving({
    version: existing?.version ?? null,
    async send(version) {
      const problem = byOrganiser ? null : timeProblem(state.times)
      if (problem !== null) return { ok: false, code: 'validation', fields: problemFields[problem] }
      const after = { ...state, recurrence: ruleOf(recurrence, state.times, values) }
      const changed = existing === null ? newMeeting(after) : changedMembers(values, after, existing.was)
      const mayMail = existing !== null && isToldToAttendees(changed)
      if (mayMail && !(await warning.ask('move', existing.id))) return null
      return callAction(saveMeeting({ id: existing?.id ?? null, version, values: changed }))
    },
    kind: 'meeting',
    toast: tMeeting(existing === null ? 'createdToast' : 'savedToast'),
  })
  const errors = useMeetingErrors(refusal)
  const start = { ...startOf(state.times), day: firstDay }
  return (
    <Form ref={form} action={submit} errors={errors} className="flex flex-col gap-4">
      {callout}
      {byOrganiser ? (
        <Callout>{t('byOrganiser')}</Callout>
      ) : (
        <Card title={t('what')}>
          <div className="grid gap-x-5 gap-y-3.5 sm:grid-cols-2">
            <Field name="title" label={t('title')} required className="sm:col-span-2">
              <Input
                name="title"
                autoComplete="off"
                value={state.title}
                onChange={(event) => change({ title: event.currentTarget.value })}
              />
            </Field>
            <WhenFields value={state.times} onChange={changeTimes} />
            <Field name="location" label={t('location')}>
              <Input
                name="location"
                autoComplete="off"
                value={state.location}
                onChange={(event) => change({ location: event.currentTarget.value })}
              />
            </Field>
            <div className="sm:col-span-2">
              <RecurrenceEditor value={recurrence} onChange={setRecurrence} start={start} />
              {recurrence.repeat !== 'never' && (
                <Callout live className="mt-3.5">
                  {t('recurringHint')}
                </Callout>
              )}
            </div>
            <Field name="reminderMinutes" label={t('reminder')}>
              <ReminderSelect
                value={state.reminderMinutes}
                onChange={(reminderMinutes) => change({ reminderMinutes })}
              />
            </Field>
          </div>
        </Card>
      )}
      <Card title={t('people')}>
        <div className="grid gap-x-5 gap-y-3.5 sm:grid-cols-2">
          <PeopleFields value={state} onChange={change} hosts={hosts} fixedHost={byOrganiser} />
        </div>
      </Card>
      <Card title={t('notes')}>
        <div className="grid gap-y-3.5">
          {!byOrganiser && (
            <Field name="description" label={t('description')}>
              <Textarea
                name="description"
                value={state.description}
                onChange={(event) => change({ description: event.currentTarget.value })}
              />
            </Field>
          )}
          <Field name="notes" label={t('notes')} hint={t('notesHint')}>
            <Textarea
              name="notes"
              value={state.notes}
              onChange={(event) => change({ notes: event.currentTarget.value })}
            />
          </Field>
        </div>
      </Card>
      <FormFooter pending={pending} />
      {warning.dialog}
    </Form>
  )
}

const problemFields = {
  'start-missing': { start: 'required' },
  'end-missing': { end: 'required' },
  'end-before-start': { end: 'before-start' },
} as const

const startOf = ({ startDay, timeZone, allDay }: MeetingTimes) => ({ day: startDay, timeZone, allDay })

/** The rule as the record had it, wherever the form means the same: an edit of the title rewrites no rule. */
function ruleOf(
  form: Parameters<typeof writeRule>[0],
  times: MeetingTimes,
  before: MeetingValues,
): string | null {
  const was = startOf(before.times)
  const written = writeRule(form, startOf(times))
  return written === writeRule(readRule(before.recurrence, was), was) ? before.recurrence : written
}
