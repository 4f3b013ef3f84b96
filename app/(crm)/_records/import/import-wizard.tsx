'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { PersonKind } from '@/components/crm/record-kind'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Stepper } from '@/components/ui/stepper'
import type { ImportPreview } from '@/lib/crm/import/preview-import'
import type { ImportResult } from '@/lib/crm/import/run-import'
import type { ActionRefusal } from '@/lib/web/server-action'
import type { FieldGroup } from '../field-groups'
import { CheckStep } from './check-step'
import { ColumnsStep } from './columns-step'
import { DoneStep } from './done-step'
import { FileStep } from './file-step'
import { ImportRefusal } from './import-refusal'
import { type ImportChoices, importFile, previewFile } from './send-import'

type ImportWizardProps = {
  kind: PersonKind
  groups: readonly FieldGroup[]
  ownerId: string
  /** Who can get what is imported; null where it can only be oneself. */
  owners: readonly ComboboxOption[] | null
}

const steps = ['file', 'columns', 'check', 'done'] as const
type Step = (typeof steps)[number]

/** From a file to records, in four steps. Going back loses nothing; only the last step writes. */
export function ImportWizard({ kind, groups, ownerId, owners }: ImportWizardProps) {
  const t = useTranslations('import')
  const [step, setStep] = useState<Step>('file')
  const [file, setFile] = useState<File | null>(null)
  const [choices, setChoices] = useState<ImportChoices>({ duplicates: 'skip', ownerId })
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null)
  const [pending, startTransition] = useTransition()

  const look = (given: File, chosen: ImportChoices, next: Step) =>
    startTransition(async () => {
      const answer = await previewFile(kind, given, chosen)
      setRefusal(answer.ok ? null : answer)
      if (!answer.ok) return
      setFile(given)
      setPreview(answer.data)
      setChoices({
        ...chosen,
        mapping: answer.data.columns.map(({ field }) => field),
        dayOrder: answer.data.dayOrder,
      })
      setStep(next)
    })
  const run = (given: File) =>
    startTransition(async () => {
      const answer = await importFile(kind, given, choices)
      setRefusal(answer.ok ? null : answer)
      if (!answer.ok) return
      setResult(answer.data)
      setStep('done')
    })
  const backTo = (earlier: Step) => {
    setRefusal(null)
    setStep(earlier)
  }

  return (
    <div className="flex flex-col gap-4">
      <Stepper
        label={t('steps.label')}
        steps={steps.map((name) => t(`steps.${name}`))}
        current={steps.indexOf(step)}
      />
      {refusal && <ImportRefusal refusal={refusal} />}
      {step === 'file' && (
        <FileStep
          pending={pending}
          // Another file has other columns: what was chosen for the last one does not fit.
          onChoose={(chosen) =>
            look(chosen, { duplicates: choices.duplicates, ownerId: choices.ownerId }, 'columns')
          }
        />
      )}
      {step === 'columns' && file && preview && (
        <ColumnsStep
          fileName={file.name}
          preview={preview}
          groups={groups}
          owners={owners}
          choices={choices}
          onChange={setChoices}
          pending={pending}
          onBack={() => backTo('file')}
          onNext={() => look(file, choices, 'check')}
        />
      )}
      {step === 'check' && file && preview && (
        <CheckStep
          preview={preview}
          groups={groups}
          pending={pending}
          onBack={() => backTo('columns')}
          onAnotherFile={() => backTo('file')}
          onImport={() => run(file)}
        />
      )}
      {step === 'done' && result && <DoneStep kind={kind} result={result} />}
    </div>
  )
}
