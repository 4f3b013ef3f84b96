import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type SegmentedLinksProps = {
  label: string
  links: readonly { key: string; href: string; label: ReactNode; current: boolean }[]
  className?: string
}

/** A few ways to see the same thing, side by side; each is an address. */
export function SegmentedLinks({ label, links, className }: SegmentedLinksProps) {
  return (
    <nav aria-label={label} className={classNames('flex w-fit gap-0.5 rounded-md bg-hover p-0.5', className)}>
      {links.map(({ key, href, label: text, current }) => (
        <Link
          key={key}
          href={href}
          scroll={false}
          aria-current={current ? 'true' : undefined}
          className={classNames(
            'flex h-[calc(var(--control)-0.25rem)] items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium whitespace-nowrap [&_svg]:size-4',
            current ? 'bg-surface text-ink shadow-card' : 'text-ink-soft hover:text-ink',
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
