import { MailPlus, TriangleAlert } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { StatusPill } from '@/components/ui/status-pill'
import { Table, TableBody, TableCell, TableHeads, TableRow } from '@/components/ui/table'
import { shortMoment } from '@/i18n/moments'
import { may } from '@/lib/access/context'
import { listInvitations } from '@/lib/access/invitations/list-invitations'
import { sessionContext } from '@/lib/web/context'
import { NewUser } from '../_add/new-user'
import { positionOfText, textOfPosition } from '../_components/address-position'
import { giveableProfiles } from '../_components/giveable-profiles'
import { NoRight } from '../_components/no-right'
import { InvitationButtons } from './_components/invitation-buttons'

const PATH = '/settings/users/invitations'
const tones = { pending: 'accent', accepted: 'success', expired: 'warning', revoked: 'neutral' } as const

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users')
  return { title: t('tabs.invitations') }
}

export default async function InvitationsPage({ searchParams }: PageProps<'/settings/users/invitations'>) {
  const [context, query, t] = await Promise.all([
    sessionContext(),
    searchParams,
    getTranslations('users.invitations'),
  ])
  if (!may(context.actor, 'manage-users')) return <NoRight />
  const after = positionOfText(query.after)
  const [{ items, next }, profiles] = await Promise.all([
    listInvitations(context, { limit: 50, after }),
    giveableProfiles(context),
  ])
  const names = new Map(profiles.map(({ value, label }) => [value, label]))
  const rows = await Promise.all(
    items.map(async (invitation) => ({
      ...invitation,
      profile: names.get(invitation.profileId ?? '') ?? '–',
      sent: await shortMoment(invitation.createdAt, context.now()),
      expires: await shortMoment(invitation.expiresAt, context.now()),
      isOpen: invitation.status === 'pending' || invitation.status === 'expired',
      mailTrouble:
        invitation.status === 'pending' &&
        (invitation.mail?.state === 'failed' || invitation.mail?.state === 'retrying')
          ? invitation.mail.state
          : null,
    })),
  )
  const columns = [t('person'), t('profile'), t('by'), t('expires'), t('status')]
  return (
    <Card flush>
      {rows.length === 0 ? (
        <EmptyState
          icon={<MailPlus aria-hidden />}
          title={t('emptyTitle')}
          actions={<NewUser profiles={profiles} />}
        >
          {t('emptyText')}
        </EmptyState>
      ) : (
        <Table label={t('list')}>
          <TableHeads columns={columns} actions={t('actions')} />
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.id} data-invitation={row.email} data-status={row.status}>
                <TableCell place="title">
                  <span className="block min-w-0 leading-tight md:py-1">
                    <span className="block font-medium wrap-anywhere">{row.name ?? row.email}</span>
                    {row.name !== null && (
                      <span className="block text-sm text-ink-soft wrap-anywhere">{row.email}</span>
                    )}
                    {row.mailTrouble && (
                      <span className="mt-0.5 flex items-center gap-1 text-sm text-warning-text">
                        <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
                        {t(`mail.${row.mailTrouble}`)}
                      </span>
                    )}
                  </span>
                </TableCell>
                <TableCell>{row.profile}</TableCell>
                <TableCell place="hidden" className="text-ink-soft">
                  {t('byWhen', { person: row.invitedBy.name, when: row.sent })}
                </TableCell>
                <TableCell className="whitespace-nowrap text-ink-soft">
                  <span className="text-ink-faint md:hidden">{t('expires')} · </span>
                  {row.expires}
                </TableCell>
                <TableCell>
                  <StatusPill tone={tones[row.status]}>{t(`states.${row.status}`)}</StatusPill>
                </TableCell>
                <TableCell place="trail" className="text-right">
                  {row.isOpen && <InvitationButtons id={row.id} email={row.email} />}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <Pagination
        label={t('pages')}
        previous={{ label: t('newest'), href: after === undefined ? null : PATH }}
        next={{ label: t('next'), href: next && `${PATH}?after=${textOfPosition(next)}` }}
      />
    </Card>
  )
}
