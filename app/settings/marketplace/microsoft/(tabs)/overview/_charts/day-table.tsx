import { useTranslations } from 'next-intl'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { Bar, Series } from './bar-chart'

type DayTableProps = {
  title: string
  series: readonly Series[]
  bars: readonly Bar[]
  say: (value: number) => string
}

/** A chart in figures, folded away. Spans in which nothing happened are left out. */
export function DayTable({ title, series, bars, say }: DayTableProps) {
  const t = useTranslations('overview.charts')
  const filled = bars.filter(({ values }) => values.some((value) => value !== null && value > 0))
  if (filled.length === 0) return null
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-accent-text">
        {t('asTable')}
        <span className="sr-only"> {title}</span>
      </summary>
      <div className="mt-2 rounded-md border border-line">
        <Table label={title}>
          <TableHead>
            <TableRow>
              <TableHeader>{t('time')}</TableHeader>
              {series.map(({ key, label }) => (
                <TableHeader key={key}>{label}</TableHeader>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {filled.map(({ key, label, values }) => (
              <TableRow key={key}>
                <TableCell place="title" className="whitespace-nowrap">
                  {label}
                </TableCell>
                {series.map((one, index) => (
                  <TableCell key={one.key} className="tabular-nums">
                    <span className="md:hidden">{one.label}: </span>
                    {values[index] == null ? '–' : say(values[index])}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  )
}
