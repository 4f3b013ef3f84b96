import type { ReactNode } from 'react'
import { classNames } from './class-names'

type CardProps = {
  title?: ReactNode
  description?: ReactNode
  /** At the right of the title. */
  actions?: ReactNode
  footer?: ReactNode
  className?: string
  /** Without the inner space, for tables and lists that reach the edges. */
  flush?: boolean
  children?: ReactNode
}

export function Card({ title, description, actions, footer, className, flush = false, children }: CardProps) {
  return (
    <section
      className={classNames('min-w-0 rounded-lg border border-line bg-surface shadow-card', className)}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3 pb-2">
          <div className="min-w-0">
            {title && <h2 className="text-base font-semibold">{title}</h2>}
            {description && <p className="text-sm text-ink-soft">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      {children && (
        <div
          className={
            flush ? classNames(title && 'border-t border-line') : classNames('px-4 pb-4', !title && 'pt-4')
          }
        >
          {children}
        </div>
      )}
      {footer && <footer className="border-t border-line px-4 py-3">{footer}</footer>}
    </section>
  )
}
