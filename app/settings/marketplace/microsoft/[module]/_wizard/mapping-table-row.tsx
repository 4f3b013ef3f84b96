'use client'

import { ArrowLeft, ArrowLeftRight, ArrowRight, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import type { Sample, SampleValues } from '@/lib/sync/connections/sample-values'
import type { Direction } from '@/lib/sync/core/types'
import type { DraftRow } from './draft'
import type { FieldChoice, FieldChoices } from './field-choices'
import type { RowProblem } from './row-problems'
import { useProblemText } from './use-problem-text'

type MappingTableRowProps = {
  row: DraftRow
  number: number
  fields: FieldChoices
  samples: SampleValues | undefined
  /** How a value of a CRM field, or of the field that is mapped to it, is told. */
  valueText: (crmField: string, value: unknown) => string
  problem: RowProblem | undefined
  onChange: (row: DraftRow) => void
  onRemove: () => void
}

const arrows: Record<Direction, typeof ArrowLeft> = {
  both: ArrowLeftRight,
  toMicrosoft: ArrowLeft,
  toCrm: ArrowRight,
}

export function MappingTableRow(props: MappingTableRowProps) {
  const { row, number, fields, samples, valueText, problem, onChange, onRemove } = props
  const t = useTranslations('mapping')
  const problemText = useProblemText()
  const problemId = `${row.key}-problem`
  const Arrow = arrows[row.direction]
  const labelOf = (choices: FieldChoice[], name: string) =>
    choices.find((field) => field.name === name)?.label
  const shown = labelOf(fields.crm, row.crm) ?? labelOf(fields.microsoft, row.microsoft) ?? t('chooseField')
  // Null where the sample has no value, undefined where there is no sample.
  const sampleOf = (sample: Sample | null | undefined, field: string) => {
    if (!sample || field === '') return undefined
    const value = sample.fields[field] ?? null
    return value === null ? null : valueText(row.crm, value)
  }
  return (
    <li
      aria-describedby={problem ? problemId : undefined}
      className="grid items-start gap-x-3 gap-y-1.5 border-t border-line px-4 py-2 max-md:grid-cols-[minmax(0,1fr)_2.625rem] md:grid-cols-[minmax(0,1fr)_11rem_minmax(0,1fr)_2rem]"
    >
      <FieldChoiceBox
        label={t('microsoftFieldOf', { row: number })}
        choices={fields.microsoft}
        value={row.microsoft}
        sample={sampleOf(samples?.microsoft, row.microsoft)}
        onChange={(microsoft) => onChange({ ...row, microsoft })}
      />
      <Select<Direction>
        aria-label={t('directionOf', { row: number })}
        value={row.direction}
        icon={<Arrow aria-hidden className="size-4 shrink-0 text-ink-faint" />}
        options={(['both', 'toMicrosoft', 'toCrm'] as const).map((value) => ({
          value,
          label: t(`directions.${value}`),
        }))}
        onValueChange={(direction) => onChange({ ...row, direction })}
        className="max-md:col-start-1 max-md:row-start-2"
      />
      <div className="min-w-0 max-md:col-start-1 max-md:row-start-3">
        <FieldChoiceBox
          label={t('crmFieldOf', { row: number })}
          choices={fields.crm}
          value={row.crm}
          sample={sampleOf(samples?.crm, row.crm)}
          onChange={(crm) => onChange({ ...row, crm })}
        />
      </div>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('removeRow', { row: number, field: shown })}
        className="max-md:col-start-2 max-md:row-start-1"
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
      {problem && (
        <p id={problemId} className="col-span-full text-xs font-medium text-danger-text">
          {problemText(problem)}
        </p>
      )}
    </li>
  )
}

type FieldChoiceBoxProps = {
  label: string
  choices: FieldChoice[]
  value: string
  sample: string | null | undefined
  onChange: (name: string) => void
}

function FieldChoiceBox({ label, choices, value, sample, onChange }: FieldChoiceBoxProps) {
  const t = useTranslations('mapping')
  return (
    <div className="min-w-0">
      <Combobox
        aria-label={label}
        options={choices.map((field) => ({ value: field.name, label: field.label }))}
        value={value === '' ? null : value}
        placeholder={t('chooseField')}
        emptyText={t('noField')}
        onValueChange={(name) => onChange(name ?? '')}
      />
      <p className="mt-0.5 h-4 truncate px-0.5 text-xs text-ink-faint" title={sample ?? undefined}>
        {sample === null ? <span aria-hidden>–</span> : sample}
      </p>
    </div>
  )
}
