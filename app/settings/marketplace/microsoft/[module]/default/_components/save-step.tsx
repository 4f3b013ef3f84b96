'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActionRefusal } from '@/lib/web/server-action'
import { useConnectionRefusal } from '../../../_components/use-connection-refusal'
import { settingsOf } from '../../_wizard/draft'
import { StepFooter } from '../../_wizard/step-footer'
import type { LastStepProps } from '../../_wizard/wizard'
import { saveDefault } from '../actions'

/** Says whom the default is for and whom not, and saves it; nothing is synchronised for it. */
export function SaveStep({ module, draft, onBack, onDone }: LastStepProps & { module: ModuleName }) {
  const t = useTranslations('mapping')
  const refusalText = useConnectionRefusal()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null)
  const save = async () => {
    setPending(true)
    const saved = await callAction(saveDefault({ module, settings: settingsOf(draft) }))
    setPending(false)
    if (!saved.ok) return setRefusal(saved)
    notify({ title: t('everybody.saved') })
    onDone()
  }
  return (
    <>
      <Card title={t('everybody.saveTitle')}>
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm text-ink-soft">
          <li>{t('everybody.starts')}</li>
          <li>{t('everybody.stays')}</li>
          <li>{t('everybody.writesNothing')}</li>
        </ul>
      </Card>
      {refusal && (
        <Callout tone="danger" live>
          {refusalText(refusal)}
        </Callout>
      )}
      <StepFooter>
        <Button onClick={onBack}>{t('backToFields')}</Button>
        <Button variant="primary" pending={pending} onClick={() => void save()}>
          {t('everybody.save')}
        </Button>
      </StepFooter>
    </>
  )
}
