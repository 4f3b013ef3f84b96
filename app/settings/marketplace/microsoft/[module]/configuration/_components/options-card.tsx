'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ConflictPolicy, ConnectionOptions } from '@/lib/sync/core/types'

type OptionsCardProps = { options: ConnectionOptions; onChange: (options: ConnectionOptions) => void }

export function OptionsCard({ options, onChange }: OptionsCardProps) {
  const t = useTranslations('mapping')
  return (
    <Card title={t('options')}>
      <div className="flex flex-col gap-5">
        <Checkbox
          checked={options.deleteInCrm}
          onCheckedChange={(deleteInCrm) => onChange({ ...options, deleteInCrm })}
          label={t('deleteInCrm')}
          hint={t('deleteInCrmHint')}
        />
        <div>
          <p className="mb-2 text-sm font-medium text-ink-soft" aria-hidden>
            {t('conflict')}
          </p>
          <RadioGroup<ConflictPolicy>
            label={t('conflict')}
            value={options.conflict}
            onValueChange={(conflict) => onChange({ ...options, conflict })}
            options={(['latest', 'crm', 'microsoft'] as const).map((value) => ({
              value,
              label: t(`conflicts.${value}`),
            }))}
          />
          <p className="mt-2 text-xs text-ink-faint">{t('conflictHint')}</p>
        </div>
      </div>
    </Card>
  )
}
