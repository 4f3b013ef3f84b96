'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'

type NavLinkProps = {
  href: string
  /** Another address that belongs to the same place. */
  also?: string
  icon: ReactNode
  label: string
  look: 'sidebar' | 'bar' | 'sub'
}

const looks = {
  sidebar:
    'flex h-control items-center gap-2.5 rounded-md px-2.5 text-base font-medium text-ink-soft hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent-text [&_svg]:size-4.5',
  bar: 'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium tracking-tight max-sm:text-[0.6875rem] text-ink-soft outline-offset-[-3px] aria-[current]:text-accent-text [&_svg]:size-5',
  sub: 'flex h-control shrink-0 items-center gap-2.5 rounded-md px-2.5 text-base text-ink-soft hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink [&_svg]:size-4',
}

/** A link that knows whether the page on screen lies at or below its address. */
export function NavLink({ href, also, icon, label, look }: NavLinkProps) {
  const pathname = usePathname()
  const current = [href, also].some((place) => pathname === place || pathname.startsWith(`${place}/`))
  const link = useRef<HTMLAnchorElement>(null)
  // A row of links that is wider than a phone shows where one is.
  useEffect(() => {
    if (current && look === 'sub') link.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current, look])
  return (
    <Link
      ref={link}
      href={href}
      aria-current={current ? 'page' : undefined}
      className={classNames(looks[look])}
    >
      {icon}
      <span className="max-w-full min-w-0 truncate">{label}</span>
    </Link>
  )
}
