import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ListState, listHref, sorts, withChange } from '@/components/crm/list-state'
import { TableHeader } from '@/components/ui/table'

type SortHeaderProps = {
  path: string
  state: ListState
  by: 'name' | 'company' | 'email' | 'updatedAt'
  className?: string
  children: ReactNode
}

/** A column's name that orders the list by it; once more the other way round. */
export function SortHeader({ path, state, by, className, children }: SortHeaderProps) {
  const current = state.sort.replace('-', '') === by
  const descending = state.sort.startsWith('-')
  // Newest first is what one wants of a date, A first of a name.
  const wanted = current ? (descending ? by : `-${by}`) : by === 'updatedAt' ? '-updatedAt' : by
  const sort = sorts.find((known) => known === wanted) ?? state.sort
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <TableHeader
      sort={current ? (descending ? 'descending' : 'ascending') : 'none'}
      {...(className && { className })}
    >
      <Link
        href={listHref(path, withChange(state, { sort }))}
        scroll={false}
        className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
      >
        {children}
        {current && <Arrow aria-hidden className="size-3" />}
      </Link>
    </TableHeader>
  )
}
