import type { ReactNode } from 'react'
import { Badge, type Tone } from './badge'
import { classNames } from './class-names'

const dots: Record<Tone, string> = {
  neutral: 'bg-ink-faint',
  accent: 'bg-accent',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
}

/** A state in one word; the dot beats while something is going on. */
export function StatusPill({
  tone = 'neutral',
  busy = false,
  children,
}: {
  tone?: Tone
  busy?: boolean
  children: ReactNode
}) {
  return (
    <Badge tone={tone} className="gap-1.5">
      <span
        aria-hidden
        className={classNames('size-1.5 rounded-full', dots[tone], busy && 'animate-pulse')}
      />
      {children}
    </Badge>
  )
}
