import { getFormatter, getTimeZone, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { personKey } from '@/app/(crm)/_people/person'
import { PersonLink } from '@/app/(crm)/_people/person-link'
import { readRule } from '@/app/(crm)/_recurrence/read-rule'
import { recurrenceWords } from '@/app/(crm)/_recurrence/recurrence-words'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { Meeting } from '@/lib/crm/meetings/fields'
import { timesOfMeeting } from '../../_form/meeting-times'
import type { MeetingPeople } from '../../_meeting/meeting-people'
import { reminderWords } from '../../_words/reminder-words'
import { whenWords } from '../../_words/when-words'
import { NotesCard } from './notes-card'

type MeetingCardsProps = { meeting: Meeting; people: MeetingPeople; host: string; mayEdit: boolean }

/** What a meeting holds; what is empty takes no room. */
export async function MeetingCards({ meeting, people, host, mayEdit }: MeetingCardsProps) {
  const [t, details] = await Promise.all([getTranslations('meeting'), detailsOf(meeting, people, host)])
  return (
    <div className="grid gap-4">
      <Card title={t('details')}>
        <DescriptionList items={details} />
      </Card>
      <Card title={t('participants')}>
        {people.participants.length === 0 ? (
          <p className="text-sm text-ink-faint">{t('noParticipants')}</p>
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] gap-x-8 gap-y-2">
            {people.participants.map((person) => (
              <li key={personKey(person)} className="min-w-0">
                <PersonLink person={person} whole className="text-base" />
                {person.email !== null && person.email !== person.name && (
                  <span className="block wrap-anywhere pl-5 text-xs text-ink-faint">{person.email}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {meeting.description !== null && (
        <Card title={t('description')}>
          <p className="text-base wrap-anywhere whitespace-pre-line">{meeting.description}</p>
        </Card>
      )}
      {(mayEdit || meeting.notes !== null) && (
        <NotesCard id={meeting.id} notes={meeting.notes ?? ''} mayEdit={mayEdit} />
      )}
    </div>
  )
}

type Detail = { key: string; label: ReactNode; value: ReactNode }

async function detailsOf(meeting: Meeting, { relatedTo }: MeetingPeople, host: string): Promise<Detail[]> {
  const [t, tRecurrence, tReminders, format, readersZone] = await Promise.all([
    getTranslations('meeting'),
    getTranslations('recurrence'),
    getTranslations('meetingForm.reminders'),
    getFormatter(),
    getTimeZone(),
  ])
  const when = whenWords(format, t('allDay'))
  const there =
    meeting.allDay || meeting.timeZone === readersZone ? null : when.full(meeting, meeting.timeZone)
  const { startDay: day } = timesOfMeeting(meeting)
  const start = { day, timeZone: meeting.timeZone, allDay: meeting.allDay }
  const recurrence = recurrenceWords(tRecurrence, format).sentence(readRule(meeting.recurrence, start), start)
  const zone = meeting.timeZone.replaceAll('_', ' ')
  const given = [
    ['timeZone', there && t('inZone', { when: there, zone })],
    ['where', meeting.location],
    ['recurrence', recurrence],
    ['host', host],
    ['relatedTo', relatedTo && <PersonLink person={relatedTo} whole />],
    [
      'reminder',
      meeting.reminderMinutes === null ? null : reminderWords(tReminders)(meeting.reminderMinutes),
    ],
  ] as const
  return given.flatMap(([key, value]) => (value === null ? [] : [{ key, label: t(key), value }]))
}
