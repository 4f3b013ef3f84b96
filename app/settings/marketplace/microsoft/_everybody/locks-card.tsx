import { Lock } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { ModuleName } from '@/lib/sync/modules/module'

/** The way to what nobody may choose otherwise, module by module. */
export async function LocksCard({ modules }: { modules: readonly ModuleName[] }) {
  const [t, tConnection] = await Promise.all([getTranslations('locks'), getTranslations('connection')])
  return (
    <Card title={t('cardTitle')} description={t('cardText')}>
      <div className="flex flex-wrap gap-2">
        {modules.map((module) => (
          <LinkButton key={module} href={`/settings/marketplace/microsoft/${module}/locks`}>
            <Lock aria-hidden />
            {tConnection(`modules.${module}.title`)}
          </LinkButton>
        ))}
      </div>
    </Card>
  )
}
