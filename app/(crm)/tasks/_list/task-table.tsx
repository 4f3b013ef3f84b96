'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { BulkBar } from '@/app/(crm)/_records/bulk-bar'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Table, TableBody, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { CompleteChosen } from './complete-chosen'
import { taskColumns } from './task-columns'
import type { TaskRow } from './task-row'
import { TaskTableRow } from './task-table-row'

type TaskTableProps = {
  rows: readonly TaskRow[]
  owners: readonly ComboboxOption[]
  /** Null where all are the viewer's own. */
  ownerNames: ReadonlyMap<string, string> | null
  may: { edit: boolean; delete: boolean }
  /** Of completed tasks it is not their status that tells, but when they were completed. */
  completed: boolean
}

export function TaskTable({ rows, owners, ownerNames, may, completed }: TaskTableProps) {
  const t = useTranslations('task')
  const tRecords = useTranslations('records')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // What has left the list meanwhile is no longer chosen.
  const selected = rows.filter(({ id }) => chosen.has(id))
  const selectedIds = selected.map(({ id }) => id)
  const selectable = may.edit || may.delete
  const columns = taskColumns(ownerNames !== null)
  const clear = () => setChosen(new Set())
  const toggle = (id: string, on: boolean) => {
    const next = new Set(selectedIds)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <>
      <Table label={t('plural')} layout="fixed">
        <TableHead>
          <TableRow>
            {selectable && (
              <TableHeader className="w-11">
                <Checkbox
                  aria-label={tRecords('selectAll')}
                  checked={selected.length === rows.length}
                  indeterminate={selected.length > 0 && selected.length < rows.length}
                  onCheckedChange={(on) => setChosen(new Set(on ? rows.map(({ id }) => id) : []))}
                />
              </TableHeader>
            )}
            <TableHeader>{t('subject')}</TableHeader>
            <TableHeader className="w-40">{t('due')}</TableHeader>
            <TableHeader className="w-36">{t('priority')}</TableHeader>
            <TableHeader className={classNames('w-46', columns.status)}>
              {t(completed ? 'closed' : 'status')}
            </TableHeader>
            <TableHeader className={classNames('w-44', columns.relatedTo)}>{t('relatedTo')}</TableHeader>
            {ownerNames && (
              <TableHeader className={classNames('w-36', columns.owner)}>{tRecords('owner')}</TableHeader>
            )}
            <TableHeader className={classNames('w-50', columns.sync)}>{t('microsoft')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TaskTableRow
              key={row.id}
              row={row}
              selection={
                selectable ? { chosen: chosen.has(row.id), choose: (on) => toggle(row.id, on) } : null
              }
              completed={completed}
              mayEdit={may.edit}
              ownerName={ownerNames && (ownerNames.get(row.ownerId) ?? '')}
            />
          ))}
        </TableBody>
      </Table>
      {selected.length > 0 && (
        <BulkBar kind="task" ids={selectedIds} owners={owners} may={may} onDone={clear}>
          {may.edit && <CompleteChosen tasks={selected} onDone={clear} />}
        </BulkBar>
      )}
    </>
  )
}
