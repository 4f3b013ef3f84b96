import { useTranslations } from 'next-intl'
import type { HeldWork } from '@/lib/sync/connections/held-work'
import type { ModuleName } from '@/lib/sync/modules/module'

/** What waits for a decision, a sentence for each kind of it. */
export function HeldSummary({ module, held }: { module: ModuleName; held: HeldWork }) {
  const t = useTranslations('held')
  const { deletions, changes } = held
  return (
    <>
      {deletions.toCrm > 0 && <p>{t('deletedThere', { module, count: deletions.toCrm })}</p>}
      {deletions.toMicrosoft > 0 && <p>{t('deletedHere', { module, count: deletions.toMicrosoft })}</p>}
      {changes > 0 && <p>{t('changed', { module, count: changes })}</p>}
    </>
  )
}
