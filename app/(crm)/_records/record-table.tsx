'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ListState } from '@/components/crm/list-state'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { BulkBar } from './bulk-bar'
import type { RecordRow } from './record-row'
import { SortHeader } from './sort-header'

type RecordTableProps = {
  kind: PersonKind
  rows: readonly RecordRow[]
  state: ListState
  owners: readonly ComboboxOption[]
  showOwner: boolean
  may: { edit: boolean; delete: boolean }
}

export function RecordTable({ kind, rows, state, owners, showOwner, may }: RecordTableProps) {
  const t = useTranslations('records')
  const tKind = useTranslations(kind)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // What has left the list meanwhile is no longer chosen.
  const selected = rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const selectable = may.edit || may.delete
  const toggle = (id: string, on: boolean) => {
    const next = new Set(selected)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const sortHeader = { state, path: recordPath(kind) }
  return (
    <>
      <Table label={tKind('plural')} layout="fixed">
        <TableHead>
          <TableRow>
            {selectable && (
              <TableHeader className="w-11">
                <Checkbox
                  aria-label={t('selectAll')}
                  checked={selected.length === rows.length}
                  indeterminate={selected.length > 0 && selected.length < rows.length}
                  onCheckedChange={(on) => setChosen(new Set(on ? rows.map(({ id }) => id) : []))}
                />
              </TableHeader>
            )}
            <SortHeader {...sortHeader} by="name" className="w-[26%]">
              {t('name')}
            </SortHeader>
            <SortHeader {...sortHeader} by="company">
              {t('fields.company')}
            </SortHeader>
            <SortHeader {...sortHeader} by="email">
              {t('fields.email')}
            </SortHeader>
            <TableHeader className="w-40 max-xl:hidden">{t('fields.phone')}</TableHeader>
            {kind === 'lead' && <TableHeader className="w-32">{t('fields.leadStatus')}</TableHeader>}
            {showOwner && <TableHeader className="w-36 max-xl:hidden">{t('owner')}</TableHeader>}
            <SortHeader {...sortHeader} by="updatedAt" className="w-32 text-right">
              {t('changed')}
            </SortHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} interactive selected={chosen.has(row.id)} className="relative">
              {selectable && (
                <TableCell place="lead" className="relative z-1">
                  <Checkbox
                    aria-label={t('selectOne', { name: row.name })}
                    checked={chosen.has(row.id)}
                    onCheckedChange={(on) => toggle(row.id, on)}
                  />
                </TableCell>
              )}
              <TableCell place="title">
                <Link
                  href={recordPath(kind, row.id)}
                  className="flex min-h-6 min-w-0 items-center gap-2.5 font-medium after:absolute after:inset-0"
                >
                  <span className="max-md:hidden">
                    <Avatar name={row.name} />
                  </span>
                  <span className="min-w-0 truncate">{row.name}</span>
                </Link>
              </TableCell>
              <TableCell className="truncate">
                {row.company ?? (row.title && <span className="md:hidden">{row.title}</span>)}
              </TableCell>
              <TableCell className="truncate">
                {row.email && (
                  <a href={`mailto:${row.email}`} className={linkClass}>
                    {row.email}
                  </a>
                )}
              </TableCell>
              <TableCell className="truncate tabular-nums max-xl:hidden">
                {row.phone && (
                  <a href={`tel:${row.phone.replace(/[^\d+]/g, '')}`} className={linkClass}>
                    {row.phone}
                  </a>
                )}
              </TableCell>
              {kind === 'lead' && (
                <TableCell place="trail">{row.status && <Badge tone="accent">{row.status}</Badge>}</TableCell>
              )}
              {showOwner && (
                <TableCell className="truncate text-ink-soft max-xl:hidden">{row.ownerName}</TableCell>
              )}
              <TableCell place="hidden" className="text-right whitespace-nowrap text-ink-faint tabular-nums">
                {row.changed}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {selected.length > 0 && (
        <BulkBar kind={kind} ids={selected} owners={owners} may={may} onDone={() => setChosen(new Set())} />
      )}
    </>
  )
}

// As high as a finger needs (WCAG 2.5.8), beside the row's own link.
const linkClass =
  'relative z-1 inline-block max-w-full truncate align-middle leading-6 text-ink-soft hover:text-accent-text hover:underline'
