'use client'

import FullCalendar, { type CalendarRef, type DatesSetInfo, type EventApi } from '@fullcalendar/react'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import './calendar.css'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { classNames } from '@/components/ui/class-names'
import { useCurrentInSight } from '@/components/ui/use-current-in-sight'
import { useStableHandler } from '@/components/ui/use-stable-handler'
import { type CalendarMeeting, calendarEvent, droppedAt, meetingOf } from './calendar-meeting'
import { type CalendarState, type CalendarView, calendarHref, calendarViews } from './calendar-state'
import { CalendarToolbar } from './calendar-toolbar'
import { newMeetingHref, type Slot } from './new-meeting-href'
import { useCalendarLook } from './use-calendar-look'
import { type CalendarRange, useCalendarMeetings } from './use-calendar-meetings'
import { useKeyboardScroll } from './use-keyboard-scroll'
import { useLaidOut } from './use-laid-out'
import { useMoveMeeting } from './use-move-meeting'

/** Where the columns of a week are too narrow to be read. */
const phone = '(max-width: 639px)'

type Shown = { view: CalendarView; title: string; day: string; range: CalendarRange }
type MeetingCalendarProps = { state: CalendarState; mayCreate: boolean; seesAll: boolean }

/** Month, week and day of the meetings, in the viewer's time zone. What it can do is on the list and forms as well. */
export default function MeetingCalendar({ state, mayCreate, seesAll }: MeetingCalendarProps) {
  const t = useTranslations('calendar')
  const router = useRouter()
  const calendar = useRef<CalendarRef>(null)
  const [first] = useState(() => ({ day: state.day, view: state.view ?? fittingView() }))
  const [shown, setShown] = useState<Shown | null>(null)
  const meetings = useCalendarMeetings(shown?.range ?? null, state.whose)
  const events = useMemo(() => (meetings.data ?? []).map(calendarEvent), [meetings.data])
  const { move, dialog } = useMoveMeeting()
  const look = useCalendarLook()
  const laidOut = useLaidOut()
  const view = shown?.view ?? first.view
  const box = useCurrentInSight(`${view} ${shown?.day}`)
  useKeyboardScroll(box, `${view} ${shown?.day} ${meetings.status}`)

  const remember = useStableHandler((info: DatesSetInfo) => {
    const next = shownBy(info)
    // The calendar tells while it is being rendered, when nothing may change.
    queueMicrotask(() => {
      setShown(next)
      window.history.replaceState(null, '', calendarHref({ ...state, view: next.view, day: next.day }))
    })
  })
  const drop = useStableHandler(async ({ event, revert }: { event: EventApi; revert: () => void }) => {
    const meeting = meetingOf(event)
    if (!(await move(meeting.id, meeting, droppedAt(event)))) revert()
  })
  const create = useStableHandler((slot: Slot) => {
    if (mayCreate) router.push(newMeetingHref(slot))
  })
  const open = useStableHandler((meeting: CalendarMeeting, press: MouseEvent) => {
    if (press.metaKey || press.ctrlKey || press.shiftKey) return
    press.preventDefault()
    router.push(`/meetings/${meeting.id}`)
  })
  const handlers = useMemo(
    () => ({
      datesSet: remember,
      eventDrop: drop,
      eventResize: drop,
      select: create,
      dateClick: ({ dateStr, allDay }: { dateStr: string; allDay: boolean }) =>
        create({ startStr: dateStr, allDay }),
      eventClick: ({ event, jsEvent }: { event: EventApi; jsEvent: MouseEvent }) =>
        open(meetingOf(event), jsEvent),
    }),
    [remember, drop, create, open],
  )
  return (
    <>
      <CalendarToolbar
        view={view}
        title={shown?.title ?? ''}
        pending={meetings.isFetching && !meetings.isError}
        onPrevious={() => calendar.current?.getApi().prev()}
        onNext={() => calendar.current?.getApi().next()}
        onToday={() => calendar.current?.getApi().today()}
        onView={(next) => calendar.current?.getApi().changeView(next)}
        newHref={mayCreate && shown?.view === 'timeGridDay' ? newMeetingHref(nineOn(shown.day)) : null}
        whose={seesAll ? state.whose : null}
        hrefOf={(whose) => calendarHref({ view, day: shown?.day ?? null, whose })}
      />
      {meetings.isError && (
        <Callout
          tone="danger"
          live
          title={t('failed')}
          className="mb-3"
          actions={
            <Button size="small" onClick={() => void meetings.refetch()}>
              {t('retry')}
            </Button>
          }
        />
      )}
      <section
        ref={box}
        aria-label={t('label')}
        data-view={view}
        className={classNames('calendar-box', !laidOut && 'invisible')}
      >
        <FullCalendar
          ref={calendar}
          {...look}
          {...handlers}
          events={events}
          selectable={mayCreate}
          initialView={first.view}
          {...(first.day && { initialDate: first.day })}
        />
      </section>
      {dialog}
    </>
  )
}

/** Without a mouse there is no hour to point at: the usual first one of a day. */
const nineOn = (day: string): Slot => ({ startStr: `${day}T09:00`, allDay: false })

const fittingView = (): CalendarView => (window.matchMedia(phone).matches ? 'timeGridDay' : 'timeGridWeek')

function shownBy({ view: { type, title, calendar, currentStart }, start, end }: DatesSetInfo): Shown {
  return {
    view: calendarViews.find((known) => known === type) ?? 'timeGridWeek',
    title,
    day: calendar.formatIso(currentStart, true),
    range: { from: start.toISOString(), to: end.toISOString() },
  }
}
