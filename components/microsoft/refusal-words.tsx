import { getTranslations } from 'next-intl/server'
import type { RefusalText } from './refusal-text'

/** Why Microsoft refuses a record and what helps; below, what the service said itself. */
export async function RefusalWords({ why, help, said }: RefusalText) {
  const t = await getTranslations('recordSync')
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p>
        {why} <span className="text-ink-soft">{help}</span>
      </p>
      {said !== null && (
        <p className="text-xs wrap-anywhere text-ink-faint">
          {t('ownWords')} <q lang="en">{said}</q>
        </p>
      )}
    </div>
  )
}
