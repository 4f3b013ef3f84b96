import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** The page above this one. */
  back?: { href: string; label: string }
  /** A badge or a number beside the title. */
  meta?: ReactNode
  leading?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, description, back, meta, leading, actions }: PageHeaderProps) {
  return (
    <header className="mb-4">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 mb-1 inline-flex max-w-full items-center gap-0.5 rounded-sm text-sm text-ink-soft hover:text-ink print:hidden"
        >
          <ChevronLeft aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{back.label}</span>
        </Link>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          {leading}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h1 className="min-w-0 text-xl font-semibold wrap-anywhere">{title}</h1>
              {meta}
            </div>
            {description && <p className="text-base text-ink-soft">{description}</p>}
          </div>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
