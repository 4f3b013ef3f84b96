import { Plus } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { may } from '@/lib/access/context'
import { listMeetings } from '@/lib/crm/meetings/list-meetings'
import type { RelatedTo } from '@/lib/crm/references/reference'
import { sessionContext } from '@/lib/web/context'
import { type MeetingRow, meetingRows } from '../_list/meeting-row'
import { MeetingBadges } from './meeting-badges'

type MeetingsOfRecordProps = { about: RelatedTo; name: string; inBin: boolean }

/** Of what is to come, and of what is over, so many are shown. */
const shown = 5

/** The meetings that somebody takes part in or that are about her: what is to come first. */
export async function MeetingsOfRecord({ about, name, inBin }: MeetingsOfRecordProps) {
  const context = await sessionContext()
  if (!may(context.actor, 'meetings.view')) return null
  const query = (over: boolean) =>
    listMeetings(context, {
      about,
      when: { over, now: context.now(), timeZone: context.viewer.timeZone },
      sort: { by: 'start', descending: over },
      limit: shown,
    })
  const [t, upcoming, past] = await Promise.all([getTranslations('meeting'), query(false), query(true)])
  const rows = await meetingRows(context, [...upcoming.items, ...past.items])
  const [ahead, behind] = [rows.slice(0, upcoming.items.length), rows.slice(upcoming.items.length)]
  return (
    <Card
      title={t('ofRecord')}
      actions={
        may(context.actor, 'meetings.create') &&
        !inBin && (
          <LinkButton href={`/meetings/new?${about.type}=${about.id}`} size="small">
            <Plus aria-hidden />
            {t('new')}
          </LinkButton>
        )
      }
    >
      {rows.length === 0 && <p className="text-sm text-ink-faint">{t('noneOfRecord', { name })}</p>}
      {ahead.length > 0 && <Rows label={t('upcoming')} rows={ahead} />}
      {behind.length > 0 && <Rows label={t('past')} rows={behind} />}
    </Card>
  )
}

function Rows({ label, rows }: { label: string; rows: readonly MeetingRow[] }) {
  return (
    <section className="not-first:mt-3">
      <h3 className="text-xs text-ink-faint">{label}</h3>
      <ul className="mt-1 divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-x-4 py-1.5 sm:grid-cols-[15rem_minmax(0,1fr)]">
            <span className="text-sm whitespace-nowrap text-ink-soft tabular-nums">
              {row.day} · {row.time}
            </span>
            <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
              <Link
                href={`/meetings/${row.id}`}
                className="max-w-full min-w-0 wrap-anywhere text-base font-medium underline-offset-3 hover:underline"
              >
                {row.title}
              </Link>
              <MeetingBadges meeting={row.badges} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
