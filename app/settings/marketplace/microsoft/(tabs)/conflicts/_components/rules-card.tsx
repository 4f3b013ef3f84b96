import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import type { ConflictPolicy } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'
import { RuleSelect } from './rule-select'

/** The rule of each module that is on, where it can be changed. */
export async function RulesCard({
  rules,
}: {
  rules: readonly { module: ModuleName; rule: ConflictPolicy; isFixed: boolean }[]
}) {
  if (rules.length === 0) return null
  const t = await getTranslations('conflicts')
  return (
    <Card title={t('rulesTitle')}>
      <div className="grid gap-3 sm:grid-cols-3">
        {rules.map(({ module, rule, isFixed }) => (
          <RuleSelect key={`${module} ${rule}`} module={module} rule={rule} isFixed={isFixed} />
        ))}
      </div>
    </Card>
  )
}
