import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import type { ModuleName } from '@/lib/sync/modules/module'
import { EnableForMany } from './enable-for-many'

/** What somebody who manages integrations can do for all the others. */
export async function EverybodyCard({ modules }: { modules: readonly ModuleName[] }) {
  const t = await getTranslations('users.everybody')
  return (
    <Card title={t('title')} description={t('text')}>
      <div className="flex flex-wrap gap-2">
        {modules.map((module) => (
          <EnableForMany key={module} module={module} />
        ))}
      </div>
    </Card>
  )
}
