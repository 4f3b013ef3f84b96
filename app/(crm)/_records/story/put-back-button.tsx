'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RecordKind } from '@/components/crm/record-kind'
import { usePutBackRefusal } from '@/components/microsoft/put-back-refusal'
import { useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import { useAttempt } from '../use-attempt'
import { putBackActivity, putBackOneChange } from './actions'

type PutBackButtonProps = {
  /** A change of the CRM, or an entry of the sync's activity. */
  what:
    | { kind: RecordKind; recordId: string; changeId: number }
    | { kind: RecordKind; recordId: string; module: ModuleName; entryId: string }
  label: 'putBack' | 'created' | 'updated' | 'deleted' | 'matched' | 'conflict' | 'unlinked'
}

/** Puts back what one entry of the history tells of. */
export function PutBackButton({ what, label }: PutBackButtonProps) {
  const t = useTranslations('undo')
  const { pending, attempt } = useAttempt(usePutBackRefusal(useRefusalText()))
  const act = () => ('changeId' in what ? putBackOneChange(what) : putBackActivity(what))
  return (
    <Button
      size="small"
      variant="ghost"
      className="-ml-2"
      pending={pending}
      onClick={() => void attempt(act, () => notify({ title: t('story.done') }))}
    >
      <Undo2 aria-hidden />
      {label === 'putBack' ? t('story.putBack') : t(`verbs.${label}`)}
    </Button>
  )
}
