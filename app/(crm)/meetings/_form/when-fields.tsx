'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type MeetingTimes, moveStart } from './meeting-times'
import { TimeZoneField } from './time-zone-field'

type WhenFieldsProps = { value: MeetingTimes; onChange: (value: MeetingTimes) => void }

/** From when to when, on the clocks of which place. Moving the start moves the end along. */
export function WhenFields({ value, onChange }: WhenFieldsProps) {
  const t = useTranslations('meetingForm')
  const { allDay, startDay, startTime, endDay, endTime, timeZone } = value
  return (
    <>
      <Checkbox
        label={t('allDay')}
        checked={allDay}
        onCheckedChange={(on) => onChange({ ...value, allDay: on })}
        className="sm:col-span-2"
      />
      <Moment
        name="start"
        label={t('start')}
        timeLabel={t('startTime')}
        day={startDay}
        time={allDay ? null : startTime}
        onChange={(day, time) => onChange(moveStart(value, day, time ?? startTime))}
      />
      <Moment
        name="end"
        label={allDay ? t('lastDay') : t('end')}
        timeLabel={t('endTime')}
        day={endDay}
        time={allDay ? null : endTime}
        onChange={(day, time) => onChange({ ...value, endDay: day, endTime: time ?? endTime })}
      />
      <TimeZoneField
        value={timeZone}
        day={startDay}
        onChange={(zone) => onChange({ ...value, timeZone: zone })}
      />
    </>
  )
}

type MomentProps = {
  name: string
  label: string
  timeLabel: string
  day: string
  /** Null for a day without a time. */
  time: string | null
  onChange: (day: string, time: string | null) => void
}

function Moment({ name, label, timeLabel, day, time, onChange }: MomentProps) {
  return (
    <div className="flex min-w-0 items-start gap-2">
      <Field name={name} label={label} required hideMark className="min-w-0 flex-1">
        <Input
          type="date"
          max="9999-12-31"
          value={day}
          onChange={(event) => onChange(event.currentTarget.value, time)}
        />
      </Field>
      {time !== null && (
        <Field
          name={`${name}Time`}
          // The line of the label stays, so that date and time stand side by side.
          label={
            <>
              <span className="sr-only">{timeLabel}</span>
              <span aria-hidden>&nbsp;</span>
            </>
          }
          required
          hideMark
          className="w-28 shrink-0"
        >
          <Input type="time" value={time} onChange={(event) => onChange(day, event.currentTarget.value)} />
        </Field>
      )}
    </div>
  )
}
