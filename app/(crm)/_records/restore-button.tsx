'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RecordKind } from '@/components/crm/record-kind'
import { Button } from '@/components/ui/button'
import { useRecordActions } from './use-record-actions'

type RestoreButtonProps = {
  kind: RecordKind
  id: string
  /** Of the record, where several such buttons stand below each other. */
  name?: string
}

export function RestoreButton({ kind, id, name }: RestoreButtonProps) {
  const t = useTranslations('records')
  const { pending, restore } = useRecordActions(kind)
  return (
    <Button
      size="small"
      aria-label={name && t('restoreOne', { name })}
      pending={pending}
      onClick={() => void restore([id])}
    >
      <Undo2 aria-hidden />
      {t('restore')}
    </Button>
  )
}
