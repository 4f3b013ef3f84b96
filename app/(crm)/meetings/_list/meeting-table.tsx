import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { PersonLink } from '@/app/(crm)/_people/person-link'
import { StatusPill } from '@/components/ui/status-pill'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { MeetingBadges } from '../_meeting/meeting-badges'
import type { MeetingRow } from './meeting-row'

type MeetingTableProps = {
  rows: readonly MeetingRow[]
  /** Null where all are the viewer's own. */
  hostNames: ReadonlyMap<string, string> | null
}

const tones = {
  synced: 'success',
  pending: 'accent',
  skipped: 'neutral',
  attention: 'warning',
  off: 'neutral',
} as const

export function MeetingTable({ rows, hostNames }: MeetingTableProps) {
  const t = useTranslations('meeting')
  const tSync = useTranslations('recordSync.states')
  return (
    <Table label={t('plural')} layout="fixed">
      <TableHead>
        <TableRow>
          <TableHeader className="w-52">{t('when')}</TableHeader>
          <TableHeader className="w-[30%]">{t('title')}</TableHeader>
          <TableHeader>{t('with')}</TableHeader>
          <TableHeader className="max-lg:hidden">{t('where')}</TableHeader>
          {hostNames && <TableHeader className="w-36 max-xl:hidden">{t('host')}</TableHeader>}
          <TableHeader className="w-50 max-lg:hidden">{t('microsoft')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} interactive className="relative">
            <TableCell className="whitespace-nowrap tabular-nums md:py-2">
              <span className="font-medium md:block">{row.day}</span>
              <span className="text-ink-soft max-md:before:content-['_·_'] md:block">{row.time}</span>
            </TableCell>
            <TableCell place="title" className="max-md:order-first">
              <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
                <Link
                  href={`/meetings/${row.id}`}
                  className="max-w-full min-w-0 truncate font-medium after:absolute after:inset-0"
                >
                  {row.title}
                </Link>
                <MeetingBadges meeting={row.badges} />
              </span>
            </TableCell>
            <TableCell className="truncate">
              <People people={row.people} />
            </TableCell>
            <TableCell className="truncate text-ink-soft max-lg:hidden">{row.location}</TableCell>
            {hostNames && (
              <TableCell className="truncate text-ink-soft max-xl:hidden">
                {hostNames.get(row.ownerId)}
              </TableCell>
            )}
            <TableCell place="hidden" className="max-lg:hidden">
              <StatusPill tone={tones[row.sync]} busy={row.sync === 'pending'}>
                {tSync(row.sync)}
              </StatusPill>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The first one by name, the others by their number. */
function People({ people: [first, ...others] }: { people: MeetingRow['people'] }) {
  const t = useTranslations('meeting')
  if (first === undefined) return null
  return (
    <span className="relative z-1 flex min-w-0 items-center gap-x-1.5 text-ink-soft max-md:flex-wrap">
      <PersonLink person={first} />
      {others.length > 0 && <span className="shrink-0">{t('more', { count: others.length })}</span>}
    </span>
  )
}
