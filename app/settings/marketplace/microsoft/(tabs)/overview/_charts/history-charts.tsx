import { getFormatter, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { type HistorySpan, syncHistory } from '@/lib/sync/overview/sync-history'
import type { SessionContext } from '@/lib/web/context'
import { durationText } from '../../../_components/duration-text'
import { type Bar, BarChart, type Series } from './bar-chart'
import { DayTable } from './day-table'
import { weekOf } from './week'

type HistoryChartsProps = { context: SessionContext; memberId?: string }

/** How much was synchronised in the last seven days, how late it was, and what failed. */
export async function HistoryCharts({ context, memberId }: HistoryChartsProps) {
  const [t, format] = await Promise.all([getTranslations('overview.charts'), getFormatter()])
  const { days, ...week } = weekOf(context.now(), context.viewer.timeZone)
  const history = await syncHistory(context, { ...week, memberId })
  // American English would put the number first.
  const ticks = days.map(
    (day) => `${format.dateTime(day, { weekday: 'short' })} ${format.dateTime(day, { day: 'numeric' })}`,
  )
  const duration = durationText(format)
  const barsOf = (values: (span: HistorySpan) => Bar['values']): Bar[] =>
    history.map((span) => ({
      key: span.start.toISOString(),
      label: format.dateTimeRange(span.start, new Date(span.start.getTime() + week.spanMs), {
        weekday: 'short',
        hour: 'numeric',
        minute: '2-digit',
      }),
      values: values(span),
    }))
  const delays: Series[] = [
    { key: 'p50', label: t('half'), look: 'accent' },
    { key: 'p95', label: t('most'), look: 'soft' },
  ]
  const delayOf = (direction: 'toMicrosoft' | 'toCrm') =>
    barsOf(({ delay }) => [delay[direction]?.p50 ?? null, delay[direction]?.p95 ?? null])
  const directions: Series[] = [
    { key: 'toMicrosoft', label: t('toMicrosoft'), look: 'accent' },
    { key: 'toCrm', label: t('toCrm'), look: 'soft' },
  ]
  const failures: Series[] = [
    { key: 'refused', label: t('refused'), look: 'warning' },
    { key: 'stopped', label: t('stopped'), look: 'danger' },
  ]
  const count = (value: number) => format.number(value)
  const charts = [
    {
      title: t('volume'),
      series: directions,
      bars: barsOf(({ changes }) => [changes.toMicrosoft, changes.toCrm]),
      layout: 'stacked',
      say: count,
    },
    {
      title: t('failures'),
      series: failures,
      bars: barsOf(({ refused, stopped }) => [refused, stopped]),
      layout: 'stacked',
      say: count,
    },
    {
      title: t('delayToMicrosoft'),
      series: delays,
      bars: delayOf('toMicrosoft'),
      layout: 'overlaid',
      say: duration,
    },
    { title: t('delayToCrm'), series: delays, bars: delayOf('toCrm'), layout: 'overlaid', say: duration },
  ] as const
  return (
    <Card title={t('title')} description={t('text')}>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {charts.map((chart) => (
          <BarChart key={chart.title} {...chart} ticks={ticks} empty={t('nothing')}>
            <DayTable {...chart} />
          </BarChart>
        ))}
      </div>
    </Card>
  )
}
