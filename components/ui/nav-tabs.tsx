'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { useCurrentInSight } from './use-current-in-sight'

/** Tabs that are pages. The current one is the longest address that the page's own begins with. */
export function NavTabs({
  label,
  tabs,
}: {
  label: string
  tabs: readonly { href: string; label: ReactNode }[]
}) {
  const pathname = usePathname()
  const current = tabs
    .map((tab) => tab.href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0]
  const row = useCurrentInSight(current)
  return (
    <nav
      ref={row}
      aria-label={label}
      className="flex gap-1 overflow-x-auto border-b border-line print:hidden"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.href === current ? 'page' : undefined}
          className={tabClass(tab.href === current)}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}

const tabClass = (current: boolean) =>
  classNames(
    '-mb-px flex h-control items-center border-b-2 px-2.5 text-sm font-medium whitespace-nowrap outline-offset-[-2px] hover:text-ink',
    current ? 'border-accent text-ink' : 'border-transparent text-ink-soft',
  )
