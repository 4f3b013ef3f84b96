import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

export type Series = { key: string; label: string; look: keyof typeof fills }
/** `values` in the order of the series; null where there is nothing to show. */
export type Bar = { key: string; label: string; values: readonly (number | null)[] }

const fills = {
  accent: 'fill-accent bg-accent',
  soft: 'fill-line-strong bg-line-strong',
  danger: 'fill-danger bg-danger',
  warning: 'fill-warning bg-warning',
}

type BarChartProps = {
  title: string
  series: readonly Series[]
  bars: readonly Bar[]
  /** Labels under the bars, spread over the whole width. */
  ticks: readonly string[]
  /** `stacked`: parts of a sum; `overlaid`: each from the ground, the first in front. */
  layout: 'stacked' | 'overlaid'
  /** A value in words, with its unit. */
  say: (value: number) => string
  empty: string
  /** The same in figures, for whoever does not see bars. */
  children: ReactNode
}

/** Bars over time, drawn without a script. A pointer tells each bar's values; the table behind them tells them all. */
export function BarChart({ title, series, bars, ticks, layout, say, empty, children }: BarChartProps) {
  const heights = bars.map(({ values }) => heightOf(values, layout))
  const top = Math.max(...heights, 0)
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
        <span className="font-medium">{title}</span>
        <Legend series={series} />
      </figcaption>
      {top === 0 ? (
        <p className="grid h-28 place-items-center rounded-md bg-sunken text-sm text-ink-faint">{empty}</p>
      ) : (
        <div>
          <span aria-hidden className="block text-right text-xs text-ink-faint tabular-nums">
            {say(top)}
          </span>
          <svg aria-hidden className="block h-24 w-full border-y border-line" preserveAspectRatio="none">
            {bars.map((bar, index) => (
              <g key={bar.key}>
                <title>{`${bar.label}\n${describe(bar, series, say)}`}</title>
                <rect
                  x={`${(100 * index) / bars.length}%`}
                  y="0"
                  width={`${100 / bars.length}%`}
                  height="100%"
                  className="fill-transparent hover:fill-hover"
                />
                {partsOf(bar.values, layout).map(({ part, from, to }) => (
                  <rect
                    key={series[part]?.key}
                    x={`${(100 * (index + 0.15)) / bars.length}%`}
                    width={`${70 / bars.length}%`}
                    y={`${100 - (100 * to) / top}%`}
                    height={`${(100 * (to - from)) / top}%`}
                    className={classNames('pointer-events-none', fills[series[part]?.look ?? 'accent'])}
                  />
                ))}
              </g>
            ))}
          </svg>
          <div
            aria-hidden
            className="mt-1 grid auto-cols-[minmax(0,1fr)] grid-flow-col text-xs text-ink-faint"
          >
            {ticks.map((tick) => (
              <span key={tick} className="truncate">
                {tick}
              </span>
            ))}
          </div>
        </div>
      )}
      {children}
    </figure>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <span className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
      {series.map(({ key, label, look }) => (
        <span key={key} className="flex items-center gap-1.5">
          <span aria-hidden className={classNames('size-2.5 rounded-sm', fills[look])} />
          {label}
        </span>
      ))}
    </span>
  )
}

function heightOf(values: Bar['values'], layout: BarChartProps['layout']): number {
  const known = values.map((value) => value ?? 0)
  return layout === 'stacked' ? known.reduce((sum, value) => sum + value, 0) : Math.max(...known, 0)
}

/** What is drawn, from back to front: overlaid bars begin with the last series. */
function partsOf(values: Bar['values'], layout: BarChartProps['layout']) {
  let ground = 0
  const parts = values.map((value, part) => {
    const from = layout === 'stacked' ? ground : 0
    ground += value ?? 0
    return { part, from, to: from + (value ?? 0) }
  })
  return (layout === 'stacked' ? parts : parts.reverse()).filter(({ from, to }) => to > from)
}

const describe = ({ values }: Bar, series: readonly Series[], say: (value: number) => string) =>
  series.map(({ label }, part) => `${label}: ${values[part] == null ? '–' : say(values[part])}`).join('\n')
