import { useTranslations } from 'next-intl'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Preview } from '@/lib/sync/preview/preview-tally'

type UndecidedFiguresProps = {
  module: ModuleName
  preview: Pick<Preview, 'undecided' | 'waiting'>
  /** Whether what is in Microsoft 365 goes or stays. */
  isKept: boolean
}

/** What becomes of the questions that a sync had for its user when it ends. To stand in a `dl`. */
export function UndecidedFigures({ module, preview, isKept }: UndecidedFiguresProps) {
  const t = useTranslations('preview.undecided')
  const { undecided, waiting } = preview
  const isDecided = waiting.count > 0 && waiting.isDecided
  return (
    <div>
      <dt className="font-medium">{t('title')}</dt>
      <dd>
        <ul className="mt-0.5 list-disc pl-4 text-ink">
          {undecided.map(({ kind, count }) => (
            <li key={kind} data-undecided={kind} data-count={count}>
              {t(`${isKept ? 'kept' : 'removed'}.${kind}`, { module, count })}
            </li>
          ))}
        </ul>
        <p className="mt-1 text-ink-soft">{t(isDecided ? 'isDecided' : 'text')}</p>
      </dd>
    </div>
  )
}
