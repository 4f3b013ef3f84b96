import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { productName } from '@/lib/product'
import { MainNav, type NavigationRights } from './main-nav'
import { ProductMark } from './product-mark'

type AppShellProps = {
  organisationName: string
  rights: NavigationRights
  /** The user's own menu, in the form that fits each place. */
  sidebarMenu: ReactNode
  barMenu: ReactNode
  children: ReactNode
}

/** The frame of every page for people who are signed in: a sidebar where there is room, bars above and below on a phone. */
export async function AppShell({ organisationName, rights, sidebarMenu, barMenu, children }: AppShellProps) {
  const t = await getTranslations('shell')
  return (
    <div className="min-h-dvh lg:grid print:block lg:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-1.5 text-sm font-medium text-accent-ink focus:translate-y-0 print:hidden"
      >
        {t('skipToContent')}
      </a>

      <header className="sticky top-0 z-30 flex h-13 items-center justify-between gap-3 border-b border-line bg-canvas/92 px-4 backdrop-blur-sm lg:hidden print:hidden">
        <Brand organisationName={organisationName} />
        {barMenu}
      </header>

      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken px-3 py-3 lg:flex print:hidden">
        <Brand organisationName={organisationName} />
        <div className="mt-5 flex-1 overflow-y-auto">
          <MainNav rights={rights} look="sidebar" />
        </div>
        {sidebarMenu}
      </aside>

      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-400 min-w-0 px-4 pt-4 pb-24 outline-none sm:px-6 lg:pt-6 lg:pb-10 print:p-0"
      >
        {children}
      </main>

      <div className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden">
        <MainNav rights={rights} look="bar" />
      </div>
    </div>
  )
}

function Brand({ organisationName }: { organisationName: string }) {
  return (
    <Link href="/" className="flex min-w-0 items-center gap-2.5 rounded-md px-1">
      <ProductMark />
      <span className="min-w-0 leading-tight">
        <span className="block truncate text-base font-semibold">{productName}</span>
        <span className="block truncate text-xs text-ink-faint">{organisationName}</span>
      </span>
    </Link>
  )
}
