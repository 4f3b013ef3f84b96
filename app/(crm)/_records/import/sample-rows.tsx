'use client'

import { useTranslations } from 'next-intl'
import { fullName } from '@/components/crm/full-name'
import { Badge, type Tone } from '@/components/ui/badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ImportPreview } from '@/lib/crm/import/preview-import'
import type { FieldGroup } from '../field-groups'
import { useFieldLabel } from './use-field-label'

const tones: Record<ImportPreview['rows'][number]['action'], Tone> = {
  create: 'success',
  update: 'accent',
  skip: 'neutral',
}

/** The first lines as records, with what would happen to each. */
export function SampleRows({ rows, groups }: { rows: ImportPreview['rows']; groups: readonly FieldGroup[] }) {
  const t = useTranslations('import')
  const tRecords = useTranslations('records')
  const label = useFieldLabel(groups)
  const rest = (values: Record<string, string>) =>
    Object.entries(values).filter(([name]) => !['firstName', 'lastName', 'email'].includes(name))
  return (
    <Table label={t('firstLines')}>
      <TableHead>
        <TableRow>
          <TableHeader className="w-16">{t('lineHeader')}</TableHeader>
          <TableHeader>{tRecords('name')}</TableHeader>
          <TableHeader>{tRecords('fields.email')}</TableHeader>
          <TableHeader>{t('otherFields')}</TableHeader>
          <TableHeader className="w-28">{t('action')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ line, values, action }) => (
          <TableRow key={line}>
            <TableCell place="hidden" className="text-ink-faint tabular-nums">
              {line}
            </TableCell>
            <TableCell place="title" className="max-w-56 truncate font-medium">
              {fullName(values)}
            </TableCell>
            <TableCell className="max-w-56 truncate">{values.email}</TableCell>
            <TableCell place="hidden" className="max-w-80 truncate text-sm text-ink-soft">
              {rest(values)
                .map(([name, value]) => `${label(name)}: ${value}`)
                .join(' · ')}
            </TableCell>
            <TableCell place="trail">
              <Badge tone={tones[action]}>{t(`actions.${action}`)}</Badge>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
