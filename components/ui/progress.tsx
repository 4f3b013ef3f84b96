'use client'

import { Progress as BaseProgress } from '@base-ui/react/progress'

/** How far something has come. Without a `value` it is under way and nobody knows how far. */
export function Progress({
  label,
  value,
  max = 100,
  valueText,
}: {
  label: string
  value: number | null
  max?: number
  valueText?: string
}) {
  return (
    <BaseProgress.Root
      value={value}
      max={max}
      getAriaValueText={(formatted) => valueText ?? formatted ?? label}
      className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm"
    >
      <BaseProgress.Label className="text-ink-soft">{label}</BaseProgress.Label>
      <span className="text-ink-soft tabular-nums">{valueText}</span>
      <BaseProgress.Track className="col-span-2 h-1.5 overflow-hidden rounded-full bg-hover">
        <BaseProgress.Indicator className="h-full rounded-full bg-accent transition-[width] duration-300 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  )
}
