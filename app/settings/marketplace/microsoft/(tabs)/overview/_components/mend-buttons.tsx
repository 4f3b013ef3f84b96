'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { mendsOf } from '@/lib/sync/overview/causes'
import type { ShownRow } from './overview-row'
import { useMend } from './use-mend'

const MICROSOFT_PATH = '/settings/marketplace/microsoft'

/** What helps this one: the likeliest as a button, the rest in a menu. */
export function MendButtons({ row }: { row: ShownRow }) {
  if (row.connectionId === null) return null
  if (row.cause === 'held') return <DecideLink row={row} />
  return <Mends row={row} connectionId={row.connectionId} />
}

function DecideLink({ row: { module, memberId, name } }: { row: ShownRow }) {
  const t = useTranslations('overview')
  return (
    <LinkButton size="small" href={`${MICROSOFT_PATH}/${module}/held?member=${memberId}`}>
      {t('decide')}
      <span className="sr-only"> {name}</span>
    </LinkButton>
  )
}

function Mends({ row, connectionId }: { row: ShownRow; connectionId: string }) {
  const t = useTranslations('overview')
  const { pending, mend } = useMend({ connectionId })
  const [first, ...rest] = mendsOf(row.cause)
  if (first === undefined) return null
  return (
    <span className="inline-flex items-center gap-1">
      <Button size="small" pending={pending !== null} onClick={() => void mend(first)}>
        {t(`mends.${first}`)}
        <span className="sr-only"> {row.name}</span>
      </Button>
      {rest.length > 0 && (
        <Menu
          trigger={
            <Button variant="ghost" size="icon-small" aria-label={t('moreFor', { name: row.name })}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {rest.map((what) => (
            <MenuItem key={what} onSelect={() => void mend(what)}>
              {t(`mends.${what}`)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </span>
  )
}
