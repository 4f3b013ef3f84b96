import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

// Browsers take a table's meaning away from it when its parts are laid out as blocks or grids; a role keeps it.
const explicit = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
}

type TableProps = {
  label: string
  /**
   * `fixed`: columns get the width that their header says, or an equal part of what is left, and long values are cut:
   * for tables that have to fit. Otherwise columns grow with what they hold.
   */
  layout?: 'fixed' | 'auto'
  className?: string
  children: ReactNode
}

/** A table that becomes a list where there is no room for columns: each cell says where it goes then. */
export function Table({ label, layout = 'auto', className, children }: TableProps) {
  return (
    <div className="md:overflow-x-auto">
      <table
        {...explicit.table}
        aria-label={label}
        className={classNames(
          'w-full border-collapse max-md:block',
          layout === 'fixed' && 'md:table-fixed',
          className,
        )}
      >
        {children}
      </table>
    </div>
  )
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead {...explicit.rowgroup} className="text-left text-xs text-ink-faint max-md:sr-only">
      {children}
    </thead>
  )
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody {...explicit.rowgroup} className="max-md:block">
      {children}
    </tbody>
  )
}

type TableRowProps = ComponentProps<'tr'> & { selected?: boolean; interactive?: boolean }

export function TableRow({ selected = false, interactive = false, className, ...props }: TableRowProps) {
  return (
    <tr
      {...explicit.row}
      data-selected={selected || undefined}
      {...props}
      className={classNames(
        'group/row border-t border-line in-[thead]:border-t-0 max-md:grid max-md:grid-cols-[auto_minmax(0,1fr)_auto] max-md:items-center max-md:px-4 max-md:py-2.5 first:max-md:border-t-0',
        interactive && 'hover:bg-hover/55',
        selected && 'bg-accent-soft hover:bg-accent-soft',
        className,
      )}
    />
  )
}

type TableHeadsProps = {
  columns: readonly string[]
  /** What the last column is for, which shows buttons and no name. */
  actions?: string | undefined
}

/** The names of columns that are nothing but names. */
export function TableHeads({ columns, actions }: TableHeadsProps) {
  return (
    <TableHead>
      <TableRow>
        {columns.map((name) => (
          <TableHeader key={name}>{name}</TableHeader>
        ))}
        {actions !== undefined && (
          <TableHeader>
            <span className="sr-only">{actions}</span>
          </TableHeader>
        )}
      </TableRow>
    </TableHead>
  )
}

type TableHeaderProps = ComponentProps<'th'> & { sort?: 'ascending' | 'descending' | 'none' }

export function TableHeader({ sort, className, ...props }: TableHeaderProps) {
  return (
    <th
      {...explicit.columnheader}
      scope="col"
      {...(sort && { 'aria-sort': sort })}
      {...props}
      className={classNames('h-8 px-3 font-medium whitespace-nowrap first:pl-4 last:pr-4', className)}
    />
  )
}

/** Where a cell goes when the row is an entry of a list. */
export type CellPlace = 'lead' | 'title' | 'detail' | 'trail' | 'hidden'

const places: Record<CellPlace, string> = {
  lead: 'max-md:pr-3 max-md:col-start-1 max-md:row-span-3 max-md:row-start-1 max-md:self-start max-md:pt-0.5',
  title: 'max-md:col-start-2',
  detail: 'max-md:col-start-2 max-md:text-sm max-md:text-ink-soft empty:max-md:hidden',
  trail: 'max-md:pl-3 max-md:col-start-3 max-md:row-span-3 max-md:row-start-1 max-md:justify-self-end',
  hidden: 'max-md:hidden',
}

type TableCellProps = ComponentProps<'td'> & { place?: CellPlace }

export function TableCell({ place = 'detail', className, ...props }: TableCellProps) {
  return (
    <td
      {...explicit.cell}
      {...props}
      className={classNames(
        'text-base md:h-row md:px-3 md:py-1 md:first:pl-4 md:last:pr-4 max-md:block max-md:min-w-0',
        // A list has room below: nothing is cut where no mouse can ask for the rest.
        'max-md:wrap-anywhere max-md:whitespace-normal max-md:[&_.truncate]:whitespace-normal',
        places[place],
        className,
      )}
    />
  )
}
