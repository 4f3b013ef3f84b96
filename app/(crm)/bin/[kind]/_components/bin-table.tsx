import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { RestoreButton } from '../../../_records/restore-button'
import type { BinRow } from './bin-row'

type BinTableProps = {
  kind: RecordKind
  rows: readonly BinRow[]
  showOwner: boolean
  mayRestore: boolean
}

export function BinTable({ kind, rows, showOwner, mayRestore }: BinTableProps) {
  const t = useTranslations('records')
  const tBin = useTranslations('bin')
  return (
    <Table label={tBin('tableLabel')} layout="fixed">
      <TableHead>
        <TableRow>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader>{tBin('detail')}</TableHeader>
          {showOwner && <TableHeader className="w-36 max-lg:hidden">{t('owner')}</TableHeader>}
          <TableHeader className="w-32">{tBin('deleted')}</TableHeader>
          <TableHeader className="w-36">
            <span className="sr-only">{t('actions')}</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} interactive>
            <TableCell place="title" className="font-medium">
              <Link
                href={recordPath(kind, row.id)}
                className="inline-block max-w-full truncate align-middle leading-6 hover:underline"
              >
                {row.name}
              </Link>
            </TableCell>
            <TableCell className="truncate text-ink-soft">{row.detail}</TableCell>
            {showOwner && (
              <TableCell className="truncate text-ink-soft max-lg:hidden">{row.ownerName}</TableCell>
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
