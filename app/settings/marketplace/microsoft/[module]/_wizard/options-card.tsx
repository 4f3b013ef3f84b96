'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ConflictPolicy, ConnectionOptions } from '@/lib/sync/core/types'
import type { LockedPart } from '@/lib/sync/locks/lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { LockedChoices } from './locked-choices'
import { LockedNote } from './locked-note'

type OptionsCardProps = {
  module: ModuleName
  locked: LockedChoices
  options: ConnectionOptions
  onChange: (options: ConnectionOptions) => void
}

/** What may be chosen beside fields and values. Only contacts may outlive a deletion in Microsoft 365 (C3; M9, T4). */
export function OptionsCard({ module, locked, options, onChange }: OptionsCardProps) {
  const t = useTranslations('mapping')
  const tConnection = useTranslations('connection')
  const isFixed = (part: LockedPart) => locked.parts.includes(part)
  return (
    <Card title={t('options')}>
      <div className="flex flex-col gap-5">
        <LockedNote locked={locked} of={['deleteInCrm', 'clientInvitations', 'conflict']} />
        {module === 'contacts' && (
          <Checkbox
            checked={options.deleteInCrm}
            disabled={isFixed('deleteInCrm')}
            onCheckedChange={(deleteInCrm) => onChange({ ...options, deleteInCrm })}
            label={t('deleteInCrm')}
            hint={t('deleteInCrmHint')}
          />
        )}
        {module === 'meetings' && (
          <Checkbox
            checked={options.clientInvitations}
            disabled={isFixed('clientInvitations')}
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
              disabled: isFixed('conflict'),
            }))}
          />
          <p className="mt-2 text-xs text-ink-faint">{t('conflictHint')}</p>
        </div>
      </div>
    </Card>
  )
}
