'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Skeleton } from '@/components/ui/skeleton'
import { notify } from '@/components/ui/toast'
import { countRecords, handOver } from '../actions'

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
  const refusalText = usePeopleRefusal()
  const [pending, startTransition] = useTransition()
  const [toId, setToId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
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
  const save = () =>
    startTransition(async () => {
      if (toId === null) return
      const result = await callAction(handOver({ fromId: member.id, toId }))
      if (!result.ok) return setProblem(refusalText(result))
      notify({ title: t('handedOver', { count: result.data.count }) })
      onOpenChange(false)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('handOverTitle', { name: member.name })}
      description={t('handOverText', { name: member.name })}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button
            variant="primary"
            pending={pending}
            disabled={toId === null || (counts != null && total === 0)}
            onClick={save}
          >
            {t('handOver')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem !== null && (
          <Callout tone="danger" live>
            {problem}
          </Callout>
        )}
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
      </div>
    </Dialog>
  )
}
