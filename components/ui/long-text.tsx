import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** What three lines of a narrow card hold, in characters. */
const shortLength = 110

type LongTextProps = {
  /** Of the text in characters. */
  length: number
  children: ReactNode
}

/** A text in a list of many: a long one shows its beginning, and all of it to whoever asks, by any means. */
export function LongText({ length, children }: LongTextProps) {
  const t = useTranslations('ui')
  if (length <= shortLength) return <span className="wrap-anywhere">{children}</span>
  return (
    <details className="group/long">
      <summary className="cursor-pointer list-none rounded-sm [&::-webkit-details-marker]:hidden">
        <span className="line-clamp-3 wrap-anywhere group-open/long:line-clamp-none">{children}</span>
        <span className="inline-block min-h-6 py-1 text-xs text-accent-text group-open/long:hidden">
          {t('showAll')}
        </span>
      </summary>
    </details>
  )
}
