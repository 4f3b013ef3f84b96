'use client'

import { useTranslations } from 'next-intl'
import { type ReactElement, useState } from 'react'
import type { RecordKind } from '@/components/crm/record-kind'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'

type OwnerDialogProps = {
  kind: RecordKind
  count: number
  owners: readonly ComboboxOption[]
  /** Give `open` and `onOpenChange`, or a `trigger`. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Answers whether it was done; the dialog stays open when not. */
  onChoose: (ownerId: string) => Promise<boolean>
}

export function OwnerDialog(props: OwnerDialogProps) {
  const { kind, count, owners, trigger, onChoose } = props
  const t = useTranslations(kind)
  const tRecords = useTranslations('records')
  const [ownOpen, setOwnOpen] = useState(false)
  const open = props.open ?? ownOpen
  const setOpen = props.onOpenChange ?? setOwnOpen
  const [pending, setPending] = useState(false)
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const save = async () => {
    if (ownerId === null) return
    setPending(true)
    const done = await onChoose(ownerId).finally(() => setPending(false))
    if (done) setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      {...(trigger && { trigger })}
      title={t('ownerTitle', { count })}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{tRecords('cancel')}</Button>
          <Button variant="primary" disabled={ownerId === null} pending={pending} onClick={() => void save()}>
            {tRecords('save')}
          </Button>
        </>
      }
    >
      <Field label={t('newOwner')} hint={t('ownerHint')}>
        <Combobox options={owners} value={ownerId} onValueChange={setOwnerId} />
      </Field>
    </Dialog>
  )
}
