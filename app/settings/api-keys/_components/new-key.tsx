'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog } from '@/components/ui/dialog'
import { NewKeyForm } from './new-key-form'

/** Makes a key, then shows it: closing the dialog is the end of seeing it. */
export function NewKey() {
  const t = useTranslations('settings')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const change = (next: boolean) => {
    setOpen(next)
    if (next) setMade(null)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t('newKey')}
        </Button>
      }
      title={made === null ? t('newKey') : t('keyCreatedTitle')}
      description={made === null ? undefined : t('keyCreatedText')}
      footer={
        made !== null && (
          <Button variant="primary" onClick={() => change(false)}>
            {t('keyDone')}
          </Button>
        )
      }
    >
      {made === null ? <NewKeyForm onMade={setMade} /> : <CopyField label={t('keyValue')} value={made} />}
    </Dialog>
  )
}
