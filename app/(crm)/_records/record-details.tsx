import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { fullMoment } from '@/i18n/moments'
import type { RecordBase } from '@/lib/crm/records/record-module'

type RecordDetailsProps = { record: RecordBase; names: ReadonlyMap<string, string> }

export async function RecordDetails({ record, names }: RecordDetailsProps) {
  const t = await getTranslations('records')
  const by = names.get(record.updatedById ?? '') ?? t('bySystem')
  const changedBy = record.updatedByType === 'sync' ? `${t('bySync')} (${by})` : by
  return (
    <Card title={t('details')}>
      <DescriptionList
        items={[
          { key: 'owner', label: t('owner'), value: names.get(record.ownerId) ?? t('byFormerMember') },
          { key: 'changedBy', label: t('changedBy'), value: changedBy },
          { key: 'changed', label: t('changed'), value: await fullMoment(record.updatedAt) },
          { key: 'created', label: t('created'), value: await fullMoment(record.createdAt) },
        ]}
      />
    </Card>
  )
}
