'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ActionRefusal } from '@/lib/web/server-action'
import type { LiveConnection } from '../_connection/live-connection'
import { ChangedMeanwhile } from '../_preview/changed-meanwhile'
import { usePreview } from '../_preview/use-preview'
import { DisableFigures } from './disable-figures'

type DisableDialogProps = {
  connection: LiveConnection
  /** @param takeRefusal whether a refusal is told in the dialog */
  onDisable: (
    asked: { keep: boolean; seal: string | undefined },
    takeRefusal: (refusal: ActionRefusal) => boolean,
  ) => Promise<boolean>
}

/** Says what will be removed where before it is done (C4), and offers to keep it as it is. */
export function DisableDialog({ connection, onDisable }: DisableDialogProps) {
  const t = useTranslations('connection')
  const { module, container } = connection
  const [open, setOpen] = useState(false)
  const [purpose, setPurpose] = useState<'disable' | 'keep'>('disable')
  const ahead = usePreview({ module, settings: {}, purpose, enabled: open })
  const name = container?.name ?? t(`modules.${module}.container`)
  const { preview, shownBefore, isLoading } = ahead
  return (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="danger-quiet">{t('disable')}</Button>}
      title={t(`modules.${module}.disableTitle`)}
      description={t('disableText')}
      confirmLabel={t('disable')}
      // What is agreed to is what is shown. Where Microsoft 365 cannot say it, one can still leave.
      confirmDisabled={isLoading}
      onConfirm={() => onDisable({ keep: purpose === 'keep', seal: preview?.seal }, ahead.takeRefusal)}
    >
      <RadioGroup
        label={t('disableChoice', { name })}
        className="mt-4"
        value={purpose}
        onValueChange={setPurpose}
        options={[
          { value: 'disable', label: t('remove', { name }), hint: t('removeHint') },
          { value: 'keep', label: t('keep', { name }), hint: t('keepHint') },
        ]}
      />
      <div aria-live="polite" aria-busy={isLoading} className="mt-4 flex flex-col gap-3">
        {preview && shownBefore && !isLoading && (
          <ChangedMeanwhile module={module} shown={shownBefore} now={preview} />
        )}
        <DisableFigures
          module={module}
          name={name}
          purpose={purpose}
          preview={isLoading ? null : preview}
          isUnknown={ahead.refusal !== null && !isLoading}
        />
      </div>
    </AlertDialog>
  )
}
