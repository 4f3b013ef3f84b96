'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Table, TableBody, TableCell, TableHeads, TableRow } from '@/components/ui/table'
import { useDuration } from '../../../_components/use-duration'
import { CausePill } from './cause-pill'
import { MendButtons } from './mend-buttons'
import { OVERVIEW_PATH } from './overview-filter'
import type { ShownRow } from './overview-row'

type OverviewTableProps = {
  rows: readonly ShownRow[]
  label: string
  /** Left out where all rows of the table have the same. */
  showCause?: boolean
  /** All rows are of one member, whom the page names. */
  ofOne?: boolean
}

/** Members and modules: how each stands and what can be done; the columns of several such tables stand below each other. Numbers only, nothing of what is synchronised (A7). */
export function OverviewTable({ rows, label, showCause = false, ofOne = false }: OverviewTableProps) {
  const [t, tConnection] = [useTranslations('overview'), useTranslations('connection')]
  const columns = [
    ...(ofOne ? [] : [t('member')]),
    t('module'),
    ...(showCause ? [t('state')] : []),
    ...[t('waiting'), t('delay'), t('lastSuccess')],
  ]
  return (
    <Table label={label}>
      <TableHeads columns={columns} actions={t('actions')} />
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.memberId + row.module} data-cause={row.cause} data-member={row.email}>
            {!ofOne && <Member row={row} />}
            <TableCell
              place={ofOne ? 'title' : 'detail'}
              className={ofOne ? 'font-medium md:w-28' : 'md:w-28'}
            >
              {tConnection(`modules.${row.module}.title`)}
            </TableCell>
            {showCause && (
              <TableCell>
                <CausePill cause={row.cause} />
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap tabular-nums md:w-24">
              <Backlog row={row} />
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums md:w-52">
              <Delays row={row} />
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums md:w-32">
              {row.lastSuccess && (
                <>
                  <span className="md:hidden">{t('lastSuccess')} </span>
                  {row.lastSuccess}
                </>
              )}
            </TableCell>
            <TableCell className="max-md:mt-1.5 md:text-right">
              <MendButtons row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Member({ row }: { row: ShownRow }) {
  return (
    <TableCell place="title" className="md:w-64 md:min-w-44">
      <Link
        href={`${OVERVIEW_PATH}/${row.memberId}`}
        className="block font-medium wrap-anywhere hover:underline"
      >
        {row.name}
      </Link>
      <span className="block text-sm text-ink-soft wrap-anywhere">{row.upn ?? row.email}</span>
    </TableCell>
  )
}

function Backlog({ row: { pending, parked } }: { row: ShownRow }) {
  const [t, format] = [useTranslations('overview'), useFormatter()]
  if (pending + parked === 0) return null
  return (
    <>
      {pending > 0 && (
        <span className="block">
          <span className="md:hidden">{t('pending', { count: pending })}</span>
          {/* The head of the column says of what. */}
          <span className="max-md:hidden">{format.number(pending)}</span>
        </span>
      )}
      {parked > 0 && <span className="block text-warning-text">{t('parked', { count: parked })}</span>}
    </>
  )
}

/** Half within, 95% within, each way, of the last 24 hours. */
function Delays({ row: { toMicrosoftMs, toCrmMs } }: { row: ShownRow }) {
  const t = useTranslations('overview')
  const duration = useDuration()
  const line = (key: 'toMicrosoft' | 'toCrm', delay: ShownRow['toCrmMs']) =>
    delay && (
      <span className="block">
        <span aria-hidden>{key === 'toMicrosoft' ? '→ ' : '← '}</span>
        <span className="sr-only">{t(key)} </span>
        {t('delayValue', { p50: duration(delay.p50), p95: duration(delay.p95) })}
      </span>
    )
  if (toMicrosoftMs === null && toCrmMs === null) return null
  return (
    <>
      <span className="block text-xs text-ink-faint md:hidden">{t('delay')}</span>
      {line('toMicrosoft', toMicrosoftMs)}
      {line('toCrm', toCrmMs)}
    </>
  )
}
