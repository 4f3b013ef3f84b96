'use client'

import { CircleAlert, TriangleAlert, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { startTransition, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { hideWarnings } from './actions'

type WarningNoticeProps = {
  title: string
  text: string
  /** How many there are, this one included. */
  count: number
  href: string
  isCritical: boolean
  /** What is remembered when it is hidden. */
  mark: string
}

/** The gravest warning and the way to all of them. It is not shown where it leads to, which says it all. */
export function WarningNotice({ title, text, count, href, isCritical, mark }: WarningNoticeProps) {
  const t = useTranslations('warnings')
  const path = usePathname()
  const [hidden, setHidden] = useState<string | null>(null)
  if (hidden === mark || path === href || path.startsWith(`${href}/`)) return null
  const hide = () => {
    setHidden(mark)
    startTransition(async () => void (await hideWarnings({ mark })))
  }
  const Icon = isCritical ? CircleAlert : TriangleAlert
  return (
    <section
      aria-label={t('region')}
      className={classNames(
        'mb-4 flex items-start gap-2.5 rounded-lg border px-3 py-2.5 text-sm text-ink',
        isCritical ? 'border-danger/30 bg-danger-soft' : 'border-warning/40 bg-warning-soft',
      )}
    >
      <Icon
        aria-hidden
        className={classNames(
          'mt-0.5 size-4 shrink-0',
          isCritical ? 'text-danger-text' : 'text-warning-text',
        )}
      />
      <div className="min-w-0 flex-1 gap-x-4 gap-y-1 md:flex md:items-baseline">
        <p className="min-w-0 flex-1">
          <span className="font-semibold">{title}</span>
          <span className="ml-2 text-ink-soft max-md:ml-0 max-md:block">{text}</span>
        </p>
        <Link
          href={href}
          className="shrink-0 font-medium underline underline-offset-2 max-md:mt-1 max-md:inline-block"
        >
          {count === 1 ? t('see') : t('seeAll', { count })}
        </Link>
      </div>
      {!isCritical && (
        <button
          type="button"
          onClick={hide}
          aria-label={t('dismiss')}
          title={t('dismiss')}
          className="-m-1 shrink-0 rounded-md p-1 text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </section>
  )
}
