import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { ModuleName } from '@/lib/sync/modules/module'

/** The way to what everybody of the organisation starts from, module by module (T3). */
export async function DefaultsCard({ modules }: { modules: readonly ModuleName[] }) {
  const [t, tConnection] = await Promise.all([
    getTranslations('mapping.everybody'),
    getTranslations('connection'),
  ])
  return (
    <Card title={t('cardTitle')} description={t('intro')}>
      <div className="flex flex-wrap gap-2">
        {modules.map((module) => (
          <LinkButton key={module} href={`/settings/marketplace/microsoft/${module}/default`}>
            {tConnection(`modules.${module}.title`)}
          </LinkButton>
        ))}
      </div>
    </Card>
  )
}
