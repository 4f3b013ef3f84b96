'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { useCurrentInSight } from './use-current-in-sight'

type SegmentedLinksProps = {
  label: string
  links: readonly { key: string; href: string; label: ReactNode; current: boolean }[]
  className?: string
}

/** A few ways to see the same thing, side by side; each is an address. */
export function SegmentedLinks({ label, links, className }: SegmentedLinksProps) {
  const row = useCurrentInSight(links.find(({ current }) => current)?.key)
  return (
    <nav
      ref={row}
      aria-label={label}
      className={classNames(
        'flex w-fit max-w-full gap-0.5 overflow-x-auto rounded-md bg-hover p-0.5',
        className,
      )}
    >
      {links.map(({ key, href, label: text, current }) => (
        <Link
          key={key}
          href={href}
          scroll={false}
          aria-current={current ? 'true' : undefined}
          className={classNames(
            'flex h-[calc(var(--control)-0.25rem)] items-center shrink-0 gap-1.5 rounded-sm px-2.5 text-sm font-medium whitespace-nowrap outline-offset-[-2px] [&_svg]:size-4',
            current ? 'bg-surface text-ink shadow-card' : 'text-ink-soft hover:text-ink',
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
