import { getTranslations } from 'next-intl/server'
import type { Refusal } from '@/lib/sync/parked/find-refusal'
import { refusalKind } from '@/lib/sync/parked/refusal-kind'

/** Why Microsoft refuses a record and what helps, in words of ours; below, what the service said itself. */
export async function RefusalWords({ code, words }: Refusal) {
  const t = await getTranslations('syncProblems')
  const kind = refusalKind(code)
  const said = words ?? code
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p>
        {t(`refusals.${kind}.why`)} <span className="text-ink-soft">{t(`refusals.${kind}.help`)}</span>
      </p>
      {said !== null && said !== '' && (
        <p className="text-xs wrap-anywhere text-ink-faint">
          {t('ownWords')} <q lang="en">{said}</q>
        </p>
      )}
    </div>
  )
}
