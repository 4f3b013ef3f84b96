'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ImportPreview } from '@/lib/crm/import/preview-import'
import type { FieldGroup } from '../field-groups'
import { ImportOptions } from './import-options'
import type { ImportChoices } from './send-import'
import { useFieldLabel, WHOLE_NAME } from './use-field-label'

type ColumnsStepProps = {
  fileName: string
  preview: ImportPreview
  groups: readonly FieldGroup[]
  owners: readonly ComboboxOption[] | null
  choices: ImportChoices
  onChange: (choices: ImportChoices) => void
  pending: boolean
  onBack: () => void
  onNext: () => void
}

const NOTHING = '-'

/** Which column of the file goes where. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { fileName, preview, groups, owners, choices, onChange, pending, onBack, onNext } = props
  const t = useTranslations('import')
  const label = useFieldLabel(groups)
  const mapping = choices.mapping ?? preview.columns.map(({ field }) => field)
  const names = [WHOLE_NAME, ...groups.flatMap(({ fields }) => fields.map(({ name }) => name))]
  const options = [
    { value: NOTHING, label: t('doNotImport') },
    ...names.map((name) => ({ value: name, label: label(name) })),
  ]
  const choose = (position: number, field: string) =>
    onChange({ ...choices, mapping: mapping.with(position, field === NOTHING ? null : field) })
  const named = mapping.some((field) => field === 'lastName' || field === WHOLE_NAME)
  return (
    <>
      <Card
        flush
        title={t('columnsTitle')}
        description={
          preview.source === null
            ? t('columnsOf', { file: fileName, count: preview.counts.lines })
            : t('columnsOfSource', {
                file: fileName,
                count: preview.counts.lines,
                source: t(`sources.${preview.source}`),
              })
        }
      >
        <Table label={t('columnsTitle')}>
          <TableHead>
            <TableRow>
              <TableHeader>{t('column')}</TableHeader>
              <TableHeader>{t('samples')}</TableHeader>
              <TableHeader className="w-72">{t('field')}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {preview.columns.map((column, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are told apart by their place only
              <TableRow key={position}>
                <TableCell place="title" className="font-medium wrap-anywhere">
                  {column.header}
                </TableCell>
                <TableCell className="max-w-80 truncate text-ink-soft">
                  {column.samples.join(' · ')}
                </TableCell>
                <TableCell className="max-md:pt-1.5">
                  <Select
                    aria-label={t('fieldOf', { column: column.header })}
                    options={options}
                    value={mapping[position] ?? NOTHING}
                    onValueChange={(field) => choose(position, field)}
                  />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <ImportOptions
        choices={choices}
        onChange={onChange}
        owners={owners}
        hasDays={mapping.some((field) => field === 'dateOfBirth')}
      />
      {!named && <Callout tone="warning">{t('nameMissing')}</Callout>}
      <footer className="flex justify-between gap-2">
        <Button onClick={onBack}>{t('back')}</Button>
        <Button variant="primary" disabled={!named} pending={pending} onClick={onNext}>
          {t('toCheck')}
        </Button>
      </footer>
    </>
  )
}
