'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Menu, MenuDownload, MenuItem } from '@/components/ui/menu'
import { mendsOf } from '@/lib/sync/overview/causes'
import type { ShownRow } from './overview-row'
import { useMend } from './use-mend'

const MICROSOFT_PATH = '/settings/marketplace/microsoft'

/** What helps this one: the likeliest as a button, the rest in a menu, with what whoever helps will ask for. */
export function MendButtons({ row }: { row: ShownRow }) {
  if (row.connectionId === null) return null
  return <Mends row={row} connectionId={row.connectionId} />
}

function Mends({ row, connectionId }: { row: ShownRow; connectionId: string }) {
  const [t, tWarnings] = [useTranslations('overview'), useTranslations('warnings')]
  const { pending, mend } = useMend({ connectionId })
  const [first, ...rest] = mendsOf(row.cause)
  return (
    <span className="inline-flex items-center gap-1">
      {row.cause === 'held' && <DecideLink row={row} />}
      {first && (
        <Button size="small" pending={pending !== null} onClick={() => void mend(first)}>
          {t(`mends.${first}`)}
          <span className="sr-only"> {row.name}</span>
        </Button>
      )}
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
        <MenuDownload href={`/api/support?connection=${connectionId}`}>
          {tWarnings('supportFile')}
        </MenuDownload>
      </Menu>
    </span>
  )
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
