import { ChevronRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { PageHeader } from '@/components/ui/page-header'
import { StatusPill } from '@/components/ui/status-pill'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { sessionContext } from '@/lib/web/context'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('marketplace')
  return { title: t('title') }
}

export default async function MarketplacePage() {
  const context = await sessionContext()
  const [t, tenant] = await Promise.all([getTranslations('marketplace'), findTenantConnection(context)])
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <ul className="grid gap-4 sm:grid-cols-2">
        <li>
          <Link
            href="/settings/marketplace/microsoft"
            className="group flex h-full gap-4 rounded-lg border border-line bg-surface p-4 shadow-card transition-colors hover:border-line-strong"
          >
            <span className="grid size-11 shrink-0 place-items-center rounded-md border border-line bg-canvas [&_svg]:size-6">
              <MicrosoftMark />
            </span>
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <span className="text-base font-semibold">Microsoft</span>
                {tenant && (
                  <StatusPill tone={tenant.status === 'connected' ? 'success' : 'warning'}>
                    {t(`tenantStatus.${tenant.status}`)}
                  </StatusPill>
                )}
              </span>
              <span className="mt-0.5 block text-sm text-ink-soft">{t('microsoftText')}</span>
            </span>
            <ChevronRight
              aria-hidden
              className="size-4 shrink-0 self-center text-ink-faint transition-transform group-hover:translate-x-0.5"
            />
          </Link>
        </li>
      </ul>
    </>
  )
}
