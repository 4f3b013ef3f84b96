'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RecordKind } from '@/components/crm/record-kind'
import { Button } from '@/components/ui/button'
import { useRecordActions } from './use-record-actions'

export function RestoreButton({ kind, id }: { kind: RecordKind; id: string }) {
  const t = useTranslations('records')
  const { pending, restore } = useRecordActions(kind)
  return (
    <Button size="small" pending={pending} onClick={() => void restore([id])}>
      <Undo2 aria-hidden />
      {t('restore')}
    </Button>
  )
}
