import { getTranslations } from 'next-intl/server'
import { leftAlone } from '@/lib/sync/undo/undo-types'

/** Why the undo of its run has not touched an entry. */
export async function LeftAloneNote({ reason }: { reason: string }) {
  const t = await getTranslations('undo')
  const known = leftAlone.find((one) => one === reason) ?? 'other'
  return <p className="mt-1 text-sm text-warning-text">{t('leftAlone', { reason: t(`left.${known}`) })}</p>
}
