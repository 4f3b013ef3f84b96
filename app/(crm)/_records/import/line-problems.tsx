'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { RowError } from '@/lib/crm/import/read-rows'
import type { FieldGroup } from '../field-groups'
import { useFieldLabel } from './use-field-label'

const codes = ['too-long', 'invalid', 'required', 'too-many-cells'] as const

type LineProblemsProps = { errors: readonly RowError[]; total: number; groups: readonly FieldGroup[] }

export function LineProblems({ errors, total, groups }: LineProblemsProps) {
  const t = useTranslations('import')
  const label = useFieldLabel(groups)
  return (
    <Card flush>
      <Table label={t('errorsTitle', { count: total })}>
        <TableHead>
          <TableRow>
            <TableHeader className="w-20">{t('lineHeader')}</TableHeader>
            <TableHeader>{t('field')}</TableHeader>
            <TableHeader>{t('problem')}</TableHeader>
            <TableHeader>{t('value')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {errors.map(({ line, column, field, code, value }) => (
            <TableRow key={`${line}/${column}/${field}/${code}`}>
              <TableCell place="title" className="font-medium tabular-nums">
                <span className="md:hidden">{t('lineHeader')} </span>
                {line}
              </TableCell>
              <TableCell>{field === null ? column : label(field)}</TableCell>
              <TableCell className="text-danger-text max-md:text-danger-text">
                {t(`problems.${codes.find((known) => known === code) ?? 'invalid'}`)}
              </TableCell>
              <TableCell className="max-w-72 truncate font-mono text-sm">{value}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {total > errors.length && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-ink-soft">
          {t('moreProblems', { count: total - errors.length })}
        </p>
      )}
    </Card>
  )
}
