'use client'

import { ExternalLink, RotateCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { LinkButton } from '@/components/ui/link-button'
import type { ProblemRowView } from '../problem-rows'

type ProblemRowProps = {
  row: ProblemRowView
  /** The box that chooses it; none where there is nothing to try. */
  box: ReactNode
  pending: boolean
  onTryAgain: () => void
}

/** One record that waits: why, what helps, how often it was tried, and the ways on. */
export function ProblemRow({ row, box, pending, onTryAgain }: ProblemRowProps) {
  const t = useTranslations('syncProblems')
  const tConflicts = useTranslations('conflicts')
  return (
    <li className="flex gap-3 border-t border-line px-4 py-3.5 first:border-t-0" data-problem={row.kind}>
      <span className="w-4 shrink-0 pt-0.5">{box}</span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2 text-base">
              {row.href ? (
                <Link
                  href={row.href}
                  className="font-medium wrap-anywhere underline-offset-3 hover:underline"
                >
                  {row.name}
                </Link>
              ) : (
                <span className="text-ink-soft italic">{row.name}</span>
              )}
              {row.inBin && <span className="text-sm text-ink-faint">({t('inBin')})</span>}
              <Badge tone={row.kind === 'microsoft-refused' ? 'danger' : 'warning'}>
                {t(`kinds.${row.kind}`)}
              </Badge>
            </p>
            <p className="mt-0.5 text-xs text-ink-faint">
              {tConflicts('ruleOf', { module: row.module })}
              {row.tries && ` · ${row.tries}`}
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <Mend row={row} />
            {row.kind === 'microsoft-refused' && (
              <Button size="small" pending={pending} onClick={onTryAgain}>
                <RotateCw aria-hidden />
                {t('tryAgain')}
              </Button>
            )}
          </div>
        </div>
        <p className="mt-2 text-sm wrap-anywhere">
          {row.why} <span className="text-ink-soft">{row.help}</span>
        </p>
        {row.said && (
          <p className="mt-1 text-xs wrap-anywhere text-ink-faint">
            {t('ownWords')} <q lang="en">{row.said}</q>
          </p>
        )}
      </div>
    </li>
  )
}

/** Where the value is put right: in the CRM, in Microsoft 365, or in the configuration. */
function Mend({ row }: { row: ProblemRowView }) {
  const t = useTranslations('syncProblems')
  if (row.kind === 'value-too-long' && row.openHref)
    return (
      <a href={row.openHref} target="_blank" rel="noreferrer" className={buttonStyle({ size: 'small' })}>
        {t('openMicrosoft', { module: row.module })}
        <ExternalLink aria-hidden />
      </a>
    )
  if (row.kind === 'mapping-incomplete' && row.openHref)
    return (
      <LinkButton href={row.openHref} size="small">
        {t('configure')}
      </LinkButton>
    )
  const href = row.editHref ?? row.href
  if (href === null) return null
  return (
    <LinkButton href={href} size="small" variant="ghost">
      {t(row.editHref ? 'mend' : 'open')}
    </LinkButton>
  )
}
