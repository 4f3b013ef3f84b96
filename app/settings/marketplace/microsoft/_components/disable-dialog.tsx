'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Skeleton } from '@/components/ui/skeleton'
import type { LiveConnection } from '../_connection/live-connection'
import { connectionKeys } from '../_connection/use-live-connection'
import { preview } from '../actions'

type DisableDialogProps = { connection: LiveConnection; onDisable: (keep: boolean) => Promise<boolean> }

/** Says what will be removed where before it is done (C4). */
export function DisableDialog({ connection, onDisable }: DisableDialogProps) {
  const t = useTranslations('connection')
  const { module, container } = connection
  const [open, setOpen] = useState(false)
  const [keep, setKeep] = useState(false)
  const { data: removed } = useQuery({
    queryKey: connectionKeys.preview(module, 'disable', ''),
    queryFn: async () => {
      const result = await callAction(preview({ module, settings: {}, purpose: 'disable' }))
      return result.ok ? result.data.delete : null
    },
    enabled: open,
    gcTime: 0,
  })
  const name = container?.name ?? t(`modules.${module}.container`)
  return (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="danger-quiet">{t('disable')}</Button>}
      title={t(`modules.${module}.disableTitle`)}
      description={t('disableText')}
      confirmLabel={t('disable')}
      onConfirm={() => onDisable(keep)}
    >
      <dl className="mt-4 grid gap-3 rounded-md bg-sunken px-3 py-2.5 text-sm">
        <div>
          <dt className="font-medium">{t('inMicrosoft')}</dt>
          <dd className="min-h-5 text-ink-soft">
            {removed === undefined ? (
              <Skeleton className="mt-0.5 w-56" />
            ) : keep ? (
              t('disableKeeps', { module, name, count: removed ?? 0 })
            ) : (
              t('disableRemoves', { module, name, count: removed ?? 0 })
            )}
          </dd>
        </div>
        <div>
          <dt className="font-medium">{t('inCrm')}</dt>
          <dd className="text-ink-soft">{t(`modules.${module}.disableCrm`)}</dd>
        </div>
      </dl>
      <Checkbox
        className="mt-3"
        checked={keep}
        onCheckedChange={setKeep}
        label={t('keep', { name })}
        hint={t('keepHint')}
      />
    </AlertDialog>
  )
}
