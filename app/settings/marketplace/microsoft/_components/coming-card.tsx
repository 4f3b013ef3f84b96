import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { ModuleName } from '@/lib/sync/modules/module'
import { ModuleTitle } from './module-title'

/** A module that is not there yet, or not for this organisation (T2). */
export async function ComingCard({ module, icon }: { module: ModuleName; icon: ReactNode }) {
  const t = await getTranslations('connection')
  return (
    <Card>
      <ModuleTitle icon={icon} title={t(`modules.${module}.title`)} text={t(`modules.${module}.text`)}>
        <Badge>{t('availableSoon')}</Badge>
      </ModuleTitle>
    </Card>
  )
}
