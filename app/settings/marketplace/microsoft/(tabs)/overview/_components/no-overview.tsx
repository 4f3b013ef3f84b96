import { ShieldX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

/** What somebody sees who does not manage integrations. */
export async function NoOverview() {
  const t = await getTranslations('overview')
  return (
    <Card flush>
      <EmptyState icon={<ShieldX aria-hidden />} title={t('noRightTitle')}>
        {t('noRightText')}
      </EmptyState>
    </Card>
  )
}
