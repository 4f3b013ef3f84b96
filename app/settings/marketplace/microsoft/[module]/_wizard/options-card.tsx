'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ConflictPolicy, ConnectionOptions } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'

type OptionsCardProps = {
  module: ModuleName
  options: ConnectionOptions
  onChange: (options: ConnectionOptions) => void
}

/** What may be chosen beside fields and values. Only contacts may outlive a deletion in Microsoft 365 (C3; M9, T4). */
export function OptionsCard({ module, options, onChange }: OptionsCardProps) {
  const t = useTranslations('mapping')
  const tConnection = useTranslations('connection')
  return (
    <Card title={t('options')}>
      <div className="flex flex-col gap-5">
        {module === 'contacts' && (
          <Checkbox
            checked={options.deleteInCrm}
            onCheckedChange={(deleteInCrm) => onChange({ ...options, deleteInCrm })}
            label={t('deleteInCrm')}
            hint={t('deleteInCrmHint')}
          />
        )}
        {module === 'meetings' && (
          <Checkbox
            checked={options.clientInvitations}
            onCheckedChange={(clientInvitations) => onChange({ ...options, clientInvitations })}
            label={tConnection('invitations')}
            hint={tConnection('invitationsHint')}
          />
        )}
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
