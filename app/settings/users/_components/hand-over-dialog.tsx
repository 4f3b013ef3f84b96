'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Skeleton } from '@/components/ui/skeleton'
import { countRecords, handOver } from '../actions'
import { MemberDialog } from './member-dialog'

type HandOverDialogProps = {
  member: { id: string; name: string }
  /** Active members; the one whose records they are is left out here. */
  owners: readonly ComboboxOption[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Gives everything that a member owns to somebody else. */
export function HandOverDialog({ member, owners, open, onOpenChange }: HandOverDialogProps) {
  const t = useTranslations('users')
  const [toId, setToId] = useState<string | null>(null)
  const { data: counts } = useQuery({
    queryKey: ['people', 'record-counts', member.id],
    queryFn: async () => {
      const result = await callAction(countRecords({ id: member.id }))
      return result.ok ? result.data : null
    },
    enabled: open,
    gcTime: 0,
  })
  const total = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)
  return (
    <MemberDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('handOverTitle', { name: member.name })}
      description={t('handOverText', { name: member.name })}
      save={t('handOver')}
      disabled={toId === null || (counts != null && total === 0)}
      action={() => handOver({ fromId: member.id, toId: toId ?? '' })}
      done={({ count }) => t('handedOver', { count })}
    >
      <p className="min-h-5 text-sm">
        {counts === undefined ? (
          <Skeleton className="mt-0.5 w-56" />
        ) : counts === null ? null : total === 0 ? (
          t('handOverNothing', { name: member.name })
        ) : (
          t('handOverCount', counts)
        )}
      </p>
      <Field label={t('handOverTo')}>
        <Combobox
          options={owners.filter(({ value }) => value !== member.id)}
          value={toId}
          onValueChange={setToId}
        />
      </Field>
    </MemberDialog>
  )
}
