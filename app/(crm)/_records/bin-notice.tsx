import { getTranslations } from 'next-intl/server'
import type { RecordKind } from '@/components/crm/record-kind'
import { Callout } from '@/components/ui/callout'
import { fullMoment } from '@/i18n/moments'
import { RestoreButton } from './restore-button'

/** Says that a record lies in the recycle bin, and offers to take it out. */
export async function BinNotice({ kind, id, deletedAt }: { kind: RecordKind; id: string; deletedAt: Date }) {
  const t = await getTranslations('records')
  return (
    <Callout
      tone="warning"
      title={t('inBin')}
      actions={<RestoreButton kind={kind} id={id} />}
      className="mb-4"
    >
      {t('deletedOn', { when: await fullMoment(deletedAt) })}
    </Callout>
  )
}
