'use client'

import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { usePutBackRefusal } from '@/components/microsoft/put-back-refusal'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { UndoPreview } from '@/lib/sync/undo/preview-undo'
import { useConnectionRefusal } from '../../../../_components/use-connection-refusal'
import { modulePath } from '../../../_activity/module-path'
import { lookAtUndo, undo } from '../../actions'
import { UndoFigures, willDoNothing } from './undo-figures'

type UndoDialogProps = {
  module: ModuleName
  run: { id: string; kind: 'sync' | 'undo' }
  /** An undo that has begun and has not come to its end. */
  isBegun: boolean
  labels: Readonly<Record<string, string>>
}

/** Says what undoing a run will do, and what it will leave alone, before it is done. */
export function UndoDialog({ module, run, isBegun, labels }: UndoDialogProps) {
  const t = useTranslations('undo')
  const router = useRouter()
  const refusalText = usePutBackRefusal(useConnectionRefusal())
  const [open, setOpen] = useState(false)
  const [preview, setPreview] = useState<UndoPreview | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const look = async () => {
    setPreview(null)
    setRefusal(null)
    const result = await callAction(lookAtUndo({ module, id: run.id }))
    if (result.ok) setPreview(result.data)
    else setRefusal(refusalText(result))
  }
  const confirm = async () => {
    setPending(true)
    const result = await callAction(undo({ module, id: run.id }))
    setPending(false)
    if (!result.ok) {
      setRefusal(refusalText(result))
      return
    }
    setOpen(false)
    notify({ title: t('dialog.done') })
    router.push(modulePath(module, 'runs', result.data.runId))
  }
  const nothing = preview !== null && willDoNothing(preview)
  const label = isBegun ? t('continueUndo') : t(run.kind === 'undo' ? 'undoUndo' : 'undoRun')
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (pending) return
        setOpen(next)
        if (next) void look()
      }}
      trigger={
        <Button>
          <Undo2 aria-hidden />
          {label}
        </Button>
      }
      size="medium"
      title={t(`dialog.title.${run.kind}`)}
      description={t('dialog.text')}
      footer={
        <Button
          variant="primary"
          pending={pending}
          disabled={preview === null || (nothing && !isBegun)}
          onClick={() => void confirm()}
        >
          {t('dialog.confirm')}
        </Button>
      }
    >
      <div aria-live="polite" className="min-h-40">
        {refusal !== null && (
          <Callout tone="danger" live>
            {refusal}
          </Callout>
        )}
        {preview === null && refusal === null && (
          <div className="flex flex-col gap-2">
            <p className="text-sm text-ink-soft">{t('dialog.looking')}</p>
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-5 w-1/2" />
          </div>
        )}
        {preview && <UndoFigures module={module} preview={preview} labels={labels} />}
      </div>
    </Dialog>
  )
}
