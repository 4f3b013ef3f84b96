import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PersonName } from '@/components/access/person-name'
import { Badge } from '@/components/ui/badge'
import { StatusPill } from '@/components/ui/status-pill'
import { Table, TableBody, TableCell, TableHeads, TableRow } from '@/components/ui/table'

export type UserRow = {
  id: string
  name: string
  email: string
  isSelf: boolean
  profile: string
  upn: string | null
  lastSignIn: string
  status: 'active' | 'invited' | 'deactivated'
  /** What can be done with her; null for those who only look. */
  menu: ReactNode
}

const tones = { active: 'success', invited: 'accent', deactivated: 'neutral' } as const

/** The members, and those who are about to become members. */
export async function UsersTable({ rows, label }: { rows: readonly UserRow[]; label: string }) {
  const t = await getTranslations('users')
  const columns = [t('name'), t('profile'), t('microsoftUser'), t('lastSignIn'), t('status')]
  const hasMenu = rows.some(({ menu }) => menu !== null)
  return (
    <Table label={label}>
      <TableHeads columns={columns} actions={hasMenu ? t('actions') : undefined} />
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} data-user={row.email} data-status={row.status}>
            <TableCell place="title" className="md:max-w-80">
              <PersonName
                name={row.name}
                address={row.email}
                badge={row.isSelf && <Badge>{t('you')}</Badge>}
              />
            </TableCell>
            <TableCell className="wrap-break-word max-md:pl-9.5 md:max-w-56">
              {row.profile}
              <span className="md:hidden">
                {' · '}
                {t(row.status)}
              </span>
            </TableCell>
            <TableCell place="hidden" className="max-w-48 truncate text-ink-soft">
              {row.upn ?? '–'}
            </TableCell>
            <TableCell className="whitespace-nowrap text-ink-soft tabular-nums max-md:pl-9.5">
              <span className="text-ink-faint md:hidden">{t('lastSignIn')} · </span>
              {row.lastSignIn}
            </TableCell>
            <TableCell place="hidden">
              <StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill>
            </TableCell>
            {hasMenu && (
              <TableCell place="trail" className="text-right">
                {row.menu}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
