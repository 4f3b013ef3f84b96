'use client'

import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SupportFileLink } from '@/components/microsoft/support-file-link'
import { DescriptionList } from '@/components/ui/description-list'
import type { LiveConnection } from '../_connection/live-connection'
import { useDuration } from './use-duration'

/** As whom, where, how much and how late: the figures of a connection that is on. */
export function ConnectionFigures({ connection }: { connection: LiveConnection }) {
  const [t, tUndo] = [useTranslations('connection'), useTranslations('undo')]
  const format = useFormatter()
  const duration = useDuration()
  const { identity, container, counts, delay, module } = connection
  const root = '/settings/marketplace/microsoft'
  const activity = (action: string) => `${root}/${module}/activity?action=${action}`
  const count = (key: keyof LiveConnection['counts'], href?: string) => ({
    key,
    label: t(`counts.${key}`, { module }),
    value: <Figure value={format.number(counts[key])} href={counts[key] > 0 ? href : undefined} />,
  })
  const late = (of: LiveConnection['delay']['toCrmMs']) =>
    of === null ? t('delayUnknown') : t('delayValue', { p50: duration(of.p50), p95: duration(of.p95) })
  return (
    <>
      <DescriptionList
        className="grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] border-t border-line pt-3 text-sm"
        items={[
          count('linked'),
          count('pending'),
          count('conflicts', `${root}/conflicts?module=${module}`),
          count('failed', `${root}/parked?module=${module}`),
          count('skipped', activity(module === 'contacts' ? 'unlinked' : 'skipped')),
        ]}
      />
      <DescriptionList
        className="border-t border-line pt-3 sm:grid-cols-2"
        items={[
          {
            key: 'account',
            label: t('account'),
            value: identity ? (
              <>
                {identity.upn}
                <span className="block text-xs text-ink-faint">{t(`access.${identity.access}`)}</span>
              </>
            ) : (
              '–'
            ),
          },
          {
            key: 'container',
            label: t(`modules.${module}.containerLabel`),
            value: container ? <ContainerLink module={module} {...container} /> : '–',
          },
          { key: 'toMicrosoft', label: t('delayToMicrosoft'), value: late(delay.toMicrosoftMs) },
          { key: 'toCrm', label: t('delayToCrm'), value: late(delay.toCrmMs) },
        ]}
      />
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line pt-3 text-sm">
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          <Link
            href={`${root}/${module}/activity`}
            className="text-accent-text underline-offset-3 hover:underline"
          >
            {t('activity')}
          </Link>
          <Link
            href={`${root}/${module}/runs`}
            className="text-accent-text underline-offset-3 hover:underline"
          >
            {tUndo('views.runs')}
          </Link>
        </span>
        <SupportFileLink module={module} />
      </p>
    </>
  )
}

function Figure({ value, href }: { value: ReactNode; href: string | undefined }) {
  const shown = <span className="text-lg font-semibold tabular-nums">{value}</span>
  if (href === undefined) return shown
  return (
    <Link href={href} className="text-accent-text underline decoration-accent/40 underline-offset-3">
      {shown}
    </Link>
  )
}

type ContainerLinkProps = { module: LiveConnection['module']; name: string; url: string }

function ContainerLink({ module, name, url }: ContainerLinkProps) {
  const t = useTranslations('connection')
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-accent-text underline-offset-3 hover:underline"
    >
      {name}
      <ExternalLink aria-label={t(`modules.${module}.opens`)} className="size-3.5 shrink-0" />
    </a>
  )
}
