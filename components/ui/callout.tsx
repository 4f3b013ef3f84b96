import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type CalloutTone = 'info' | 'success' | 'warning' | 'danger'

const looks = {
  info: { box: 'border-line bg-sunken text-ink', icon: Info, ink: 'text-ink-faint' },
  success: { box: 'border-success/30 bg-success-soft', icon: CircleCheck, ink: 'text-success-text' },
  warning: { box: 'border-warning/40 bg-warning-soft', icon: TriangleAlert, ink: 'text-warning-text' },
  danger: { box: 'border-danger/30 bg-danger-soft', icon: CircleAlert, ink: 'text-danger-text' },
} satisfies Record<CalloutTone, unknown>

type CalloutProps = {
  tone?: CalloutTone
  title?: ReactNode
  actions?: ReactNode
  /** Read out as soon as it appears; for messages that answer what the user just did. */
  live?: boolean
  className?: string
  children?: ReactNode
}

/** A message that belongs to this place and stays. */
export function Callout({ tone = 'info', title, actions, live = false, className, children }: CalloutProps) {
  const { box, icon: Icon, ink } = looks[tone]
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={classNames('flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm text-ink', box, className)}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink-soft">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
