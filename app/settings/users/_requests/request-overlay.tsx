import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { fullMoment } from '@/i18n/moments'
import { may } from '@/lib/access/context'
import { type JoinRequestView, readJoinRequest } from '@/lib/access/join-requests/list-join-requests'
import { DomainError } from '@/lib/errors'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { sessionContext } from '@/lib/web/context'
import type { ProfileOption } from '../_components/profile-option'
import { ExplanationDialog } from './explanation-dialog'
import { RequestDialog } from './request-dialog'

type RequestOverlayProps = {
  /** `request` of the address, as the approver's mail names it. */
  id: string | string[] | undefined
  profiles: readonly ProfileOption[]
  /** The page underneath, to which closing leads back. */
  path: string
}

/**
 * The request to join that the address names, in a dialog (U6). Opening it decides nothing, and to whoever may not
 * decide it tells nothing.
 */
export async function RequestOverlay({ id, profiles, path }: RequestOverlayProps) {
  if (id === undefined) return null
  const [context, t] = await Promise.all([sessionContext(), getTranslations('users')])
  if (!may(context.actor, 'manage-users')) {
    return <ExplanationDialog title={t('noRightTitle')} text={t('noRightText')} path={path} />
  }
  const wanted = z.guid().safeParse(id)
  const [request, tenant] = await Promise.all([
    wanted.success ? existing(readJoinRequest(context, wanted.data)) : null,
    findTenantConnection(context),
  ])
  if (request === null) {
    return (
      <ExplanationDialog title={t('requests.unknownTitle')} text={t('requests.unknownText')} path={path} />
    )
  }
  const { name, upn, mail, jobTitle, message, status, decidedBy, decidedAt, reason } = request
  return (
    <RequestDialog
      key={`${request.id}-${status}`}
      request={{ id: request.id, name, upn, mail, jobTitle, message }}
      tenant={tenant?.tenantId === request.microsoft.tenantId ? tenant.name : null}
      requestedAt={await fullMoment(request.requestedAt)}
      decision={
        status === 'pending' || decidedAt === null
          ? null
          : { status, by: decidedBy?.name ?? '', at: await fullMoment(decidedAt), reason }
      }
      profiles={profiles}
      path={path}
    />
  )
}

async function existing(read: Promise<JoinRequestView>): Promise<JoinRequestView | null> {
  try {
    return await read
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') return null
    throw error
  }
}
