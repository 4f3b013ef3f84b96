import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { RecordRow } from '../../../_records/record-row'
import { RestoreButton } from '../../../_records/restore-button'

type BinTableProps = {
  kind: RecordKind
  rows: readonly RecordRow[]
  showOwner: boolean
  mayRestore: boolean
}

export function BinTable({ kind, rows, showOwner, mayRestore }: BinTableProps) {
  const t = useTranslations('records')
  const tBin = useTranslations('bin')
  return (
    <Table label={tBin('tableLabel')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader>{t('fields.company')}</TableHeader>
          <TableHeader>{t('fields.email')}</TableHeader>
          {showOwner && <TableHeader>{t('owner')}</TableHeader>}
          <TableHeader>{tBin('deleted')}</TableHeader>
          <TableHeader>
            <span className="sr-only">{t('actions')}</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} interactive>
            <TableCell place="title" className="max-w-80 truncate font-medium">
              <Link href={recordPath(kind, row.id)} className="hover:underline">
                {row.name}
              </Link>
            </TableCell>
            <TableCell className="max-w-64 truncate">{row.company}</TableCell>
            <TableCell place="hidden" className="max-w-64 truncate text-ink-soft">
              {row.email}
            </TableCell>
            {showOwner && (
              <TableCell place="hidden" className="max-w-40 truncate text-ink-soft">
                {row.ownerName}
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap text-ink-soft tabular-nums">{row.deleted}</TableCell>
            <TableCell place="trail" className="text-right">
              {mayRestore && <RestoreButton kind={kind} id={row.id} name={row.name} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
