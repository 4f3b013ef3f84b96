import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** Names and values of one thing. */
export function DescriptionList({
  items,
  className,
}: {
  items: readonly { key: string; label: ReactNode; value: ReactNode }[]
  className?: string
}) {
  return (
    <dl
      className={classNames(
        'grid grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] gap-x-8 gap-y-3',
        className,
      )}
    >
      {items.map((item) => (
        <div key={item.key} className="min-w-0">
          <dt className="text-xs text-ink-faint">{item.label}</dt>
          <dd className="text-base wrap-anywhere whitespace-pre-line">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
