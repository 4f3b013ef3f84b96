import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonStyle } from './button-style'

type PaginationProps = {
  label: string
  previous: { label: string; href: string | null }
  next: { label: string; href: string | null }
  /** What part of the list this is. */
  children?: ReactNode
}

/** Steps through a list whose length is not known: one page back, one page on. */
export function Pagination({ label, previous, next, children }: PaginationProps) {
  if (previous.href === null && next.href === null && !children) return null
  return (
    <nav
      aria-label={label}
      className="flex items-center justify-between gap-3 border-t border-line px-4 py-2 text-sm text-ink-soft print:hidden"
    >
      <span>{children}</span>
      <span className="flex gap-1">
        <Step {...previous} rel="prev" icon={<ChevronLeft aria-hidden />} />
        <Step {...next} rel="next" icon={<ChevronRight aria-hidden />} />
      </span>
    </nav>
  )
}

type StepProps = { label: string; href: string | null; rel: 'prev' | 'next'; icon: ReactNode }

function Step({ label, href, rel, icon }: StepProps) {
  const content = (
    <>
      {rel === 'prev' && icon}
      {label}
      {rel === 'next' && icon}
    </>
  )
  const className = buttonStyle({ variant: 'ghost', size: 'small' })
  if (href === null) {
    return (
      <span aria-disabled className={className}>
        {content}
      </span>
    )
  }
  return (
    <Link href={href} rel={rel} className={className}>
      {content}
    </Link>
  )
}
