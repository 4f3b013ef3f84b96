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
import { invitedByEvents, preview } from '../actions'

type DisableDialogProps = { connection: LiveConnection; onDisable: (keep: boolean) => Promise<boolean> }

/** Says what will be removed where before it is done (C4), and offers to keep events that invite others (A8). */
export function DisableDialog({ connection, onDisable }: DisableDialogProps) {
  const t = useTranslations('connection')
  const { module, container } = connection
  const [open, setOpen] = useState(false)
  const [keep, setKeep] = useState(false)
  const { data: ahead } = useQuery({
    queryKey: connectionKeys.preview(module, 'disable', ''),
    queryFn: async () => {
      const [removed, invited] = await Promise.all([
        callAction(preview({ module, settings: {}, purpose: 'disable' })),
        module === 'meetings' ? callAction(invitedByEvents({})) : null,
      ])
      return {
        count: removed.ok ? removed.data.delete : 0,
        withAttendees: invited?.ok ? invited.data.events : 0,
      }
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
            {ahead === undefined ? (
              <Skeleton className="mt-0.5 w-56" />
            ) : keep ? (
              t('disableKeeps', { module, name, count: ahead.count })
            ) : (
              t('disableRemoves', { module, name, count: ahead.count })
            )}
          </dd>
          {ahead && ahead.withAttendees > 0 && !keep && (
            <dd className="mt-1 text-ink">{t('disableInvited', { count: ahead.withAttendees })}</dd>
          )}
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
