import type { useFormatter } from 'next-intl'

type Format = Pick<ReturnType<typeof useFormatter>, 'number'>

/** A duration in ms in the largest unit that keeps it readable, such as `1.2 s` or `3 min`. */
export function durationText(format: Format): (ms: number) => string {
  const as = (value: number, unit: 'second' | 'minute' | 'hour') =>
    format.number(value, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: value < 10 ? 1 : 0,
    })
  return (ms) => {
    const seconds = ms / 1000
    if (seconds < 100) return as(seconds, 'second')
    return seconds < 6000 ? as(seconds / 60, 'minute') : as(seconds / 3600, 'hour')
  }
}
