import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'

/** Leads have no counterpart in Microsoft 365, and say so. */
export async function NotSynced() {
  const t = await getTranslations('recordSync')
  return <Card title={t('title')} description={t('answers.no-module')} />
}
