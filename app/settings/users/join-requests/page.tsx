import { UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PersonName } from '@/components/access/person-name'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import { StatusPill } from '@/components/ui/status-pill'
import { Table, TableBody, TableCell, TableHeads, TableRow } from '@/components/ui/table'
import { fullMoment } from '@/i18n/moments'
import { may } from '@/lib/access/context'
import { type JoinRequestView, listJoinRequests } from '@/lib/access/join-requests/list-join-requests'
import { sessionContext } from '@/lib/web/context'
import { positionOfText, textOfPosition } from '../_components/address-position'
import { giveableProfiles } from '../_components/giveable-profiles'
import { NoRight } from '../_components/no-right'
import { RequestOverlay } from '../_requests/request-overlay'

const PATH = '/settings/users/join-requests'
const tones = { pending: 'warning', approved: 'success', declined: 'neutral' } as const

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users')
  return { title: t('tabs.joinRequests') }
}

export default async function JoinRequestsPage({ searchParams }: PageProps<'/settings/users/join-requests'>) {
  const [context, query, t] = await Promise.all([
    sessionContext(),
    searchParams,
    getTranslations('users.requests'),
  ])
  if (!may(context.actor, 'manage-users')) return <NoRight />
  const after = positionOfText(query.after)
  const [{ items, next }, profiles] = await Promise.all([
    listJoinRequests(context, { limit: 50, after }),
    giveableProfiles(context),
  ])
  const decided = async ({ decidedBy, decidedAt }: JoinRequestView) =>
    decidedAt === null ? null : `${decidedBy?.name ?? ''}, ${await fullMoment(decidedAt)}`
  const rows = await Promise.all(
    items.map(async (request) => ({
      ...request,
      requested: await fullMoment(request.requestedAt),
      decided: await decided(request),
    })),
  )
  return (
    <>
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<UserPlus aria-hidden />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <Table label={t('list')}>
            <TableHeads
              columns={[t('person'), t('requestedAt'), t('decided'), t('status')]}
              actions={t('look')}
            />
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id} data-request={row.upn} data-status={row.status}>
                  <TableCell place="title">
                    <PersonName name={row.name} address={row.mail ?? row.upn} />
                  </TableCell>
                  <TableCell className="text-ink-soft max-md:pl-9.5">{row.requested}</TableCell>
                  <TableCell
                    place={row.decided === null ? 'hidden' : 'detail'}
                    className="text-ink-soft max-md:pl-9.5"
                  >
                    <span className="text-ink-faint md:hidden">{t('decided')} · </span>
                    {row.decided ?? '–'}
                  </TableCell>
                  <TableCell className="max-md:pl-9.5">
                    <StatusPill tone={tones[row.status]}>{t(`states.${row.status}`)}</StatusPill>
                  </TableCell>
                  <TableCell place="trail" className="text-right">
                    <LinkButton
                      href={`${PATH}?request=${row.id}`}
                      scroll={false}
                      size="small"
                      variant={row.status === 'pending' ? 'primary' : 'secondary'}
                      aria-label={t('lookAt', { name: row.name })}
                    >
                      {t(row.status === 'pending' ? 'decide' : 'look')}
                    </LinkButton>
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
      <RequestOverlay id={query.request} profiles={profiles} path={PATH} />
    </>
  )
}
