'use client'

import FullCalendar, {
  type CalendarRef,
  type DatesSetInfo,
  type EventDropInfo,
  type EventResizeDoneInfo,
} from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import frenchLocale from '@fullcalendar/react/locales/fr'
import themePlugin from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import './calendar.css'
import { useRouter } from 'next/navigation'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { CalendarEvent } from './calendar-event'
import { type CalendarMeeting, calendarEvent, droppedAt } from './calendar-meeting'
import { type CalendarState, type CalendarView, calendarHref, calendarViews } from './calendar-state'
import { CalendarToolbar } from './calendar-toolbar'
import { newMeetingHref } from './new-meeting-href'
import { type CalendarRange, useCalendarMeetings } from './use-calendar-meetings'
import { useKeyboardScroll } from './use-keyboard-scroll'
import { useMoveMeeting } from './use-move-meeting'

const plugins = [themePlugin, dayGridPlugin, timeGridPlugin, interactionPlugin]
/** Where the columns of a week are too narrow to be read. */
const phone = '(max-width: 639px)'

type Shown = { view: CalendarView; title: string; day: string | null; range: CalendarRange }
type MeetingCalendarProps = { state: CalendarState; mayCreate: boolean; seesAll: boolean }

/** Month, week and day of the meetings, in the viewer's time zone. What it can do is on the list and forms as well. */
export default function MeetingCalendar({ state, mayCreate, seesAll }: MeetingCalendarProps) {
  const t = useTranslations('calendar')
  const tMeeting = useTranslations('meeting')
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  const router = useRouter()
  const calendar = useRef<CalendarRef>(null)
  const box = useRef<HTMLDivElement>(null)
  const [initialView] = useState<CalendarView>(
    () => state.view ?? (window.matchMedia(phone).matches ? 'timeGridDay' : 'timeGridWeek'),
  )
  const [shown, setShown] = useState<Shown | null>(null)
  const {
    data: meetings = none,
    isFetching,
    isError,
    refetch,
  } = useCalendarMeetings(shown?.range ?? null, state.whose)
  const events = useMemo(() => meetings.map(calendarEvent), [meetings])
  const { move, dialog } = useMoveMeeting()
  const view = shown?.view ?? initialView
  useKeyboardScroll(box, view, t('label'))

  const remember = ({ view: { type, title, currentStart }, start, end }: DatesSetInfo) => {
    const next = calendarViews.find((known) => known === type) ?? initialView
    const day = calendar.current?.getApi().formatIso(currentStart, true) ?? null
    setShown({ view: next, title, day, range: { from: start.toISOString(), to: end.toISOString() } })
    window.history.replaceState(null, '', calendarHref({ ...state, view: next, day }))
  }
  const drop = async ({ event, revert }: EventDropInfo | EventResizeDoneInfo) => {
    const { meeting } = event.extendedProps as { meeting: CalendarMeeting }
    if (!(await move(meeting.id, meeting, droppedAt(event)))) revert()
  }
  const create = (given: { startStr: string; endStr?: string; allDay: boolean }) => {
    if (mayCreate) router.push(newMeetingHref(given))
  }
  return (
    <>
      <CalendarToolbar
        view={view}
        title={shown?.title ?? ''}
        pending={isFetching && !isError}
        onPrevious={() => calendar.current?.getApi().prev()}
        onNext={() => calendar.current?.getApi().next()}
        onToday={() => calendar.current?.getApi().today()}
        onView={(next) => calendar.current?.getApi().changeView(next)}
        whose={seesAll ? state.whose : null}
        hrefOf={(whose) => calendarHref({ view, day: shown?.day ?? null, whose })}
      />
      {isError && (
        <Callout
          tone="danger"
          live
          title={t('failed')}
          className="mb-3"
          actions={
            <Button size="small" onClick={() => void refetch()}>
              {t('retry')}
            </Button>
          }
        />
      )}
      <section ref={box} aria-label={t('label')} className="calendar-box">
        <FullCalendar
          ref={calendar}
          plugins={plugins}
          locales={[frenchLocale]}
          locale={locale}
          timeZone={timeZone}
          firstDay={1}
          headerToolbar={false}
          initialView={initialView}
          {...(state.day && { initialDate: state.day })}
          height="100%"
          nowIndicator
          navLinks
          navLinkDayClick="timeGridDay"
          dayMaxEvents
          moreLinkClick="timeGridDay"
          moreLinkText={(count: number) => t('more', { count })}
          scrollTime="07:30:00"
          allDayText={tMeeting('allDay')}
          forceEventDuration
          defaultTimedEventDuration="01:00"
          events={events}
          eventContent={({ event, timeText }) => (
            <CalendarEvent
              meeting={(event.extendedProps as { meeting: CalendarMeeting }).meeting}
              timeText={timeText}
            />
          )}
          selectable={mayCreate}
          selectMirror
          selectMinDistance={6}
          select={create}
          dateClick={({ dateStr, allDay }) => create({ startStr: dateStr, allDay })}
          eventClick={({ event, jsEvent }) => {
            if (jsEvent.metaKey || jsEvent.ctrlKey || jsEvent.shiftKey) return
            jsEvent.preventDefault()
            router.push(event.url)
          }}
          eventDrop={(info) => void drop(info)}
          eventResize={(info) => void drop(info)}
          datesSet={remember}
        />
      </section>
      {dialog}
    </>
  )
}

const none: CalendarMeeting[] = []
