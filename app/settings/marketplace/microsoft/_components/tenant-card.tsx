import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { StatusPill } from '@/components/ui/status-pill'
import { fullMoment } from '@/i18n/moments'
import { may } from '@/lib/access/context'
import type { TenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { livingConnections } from '@/lib/sync/connections/living-connections'
import { sessionContext } from '@/lib/web/context'
import { ConnectButton } from './connect-button'
import { DisconnectDialog } from './disconnect-dialog'

/** The organisation's Microsoft 365 (I1): everybody may know about it, who manages integrations connects it. */
export async function TenantCard({ tenant }: { tenant: TenantConnection | null }) {
  const context = await sessionContext()
  const t = await getTranslations('marketplace')
  const manages = may(context.actor, 'manage-integrations')
  const title = t('tenantTitle', { organisation: context.viewer.organisation.name })
  if (!tenant) {
    return (
      <Card
        title={title}
        description={t(manages ? 'connectText' : 'notConnectedText')}
        actions={manages && <ConnectButton look="primary" label={t('connect')} />}
      />
    )
  }
  const { name, tenantId, status, connectedBy, connectedAt, checkedAt } = tenant
  const [since, checked] = await Promise.all([fullMoment(connectedAt), fullMoment(checkedAt)])
  const pill = (
    <StatusPill tone={status === 'connected' ? 'success' : 'warning'}>
      {t(`tenantStatus.${status}`)}
    </StatusPill>
  )
  if (!manages) {
    return (
      <Card>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-base font-semibold">{title}</h2>
          {pill}
          <p className="basis-full text-sm text-ink-soft">
            {status === 'connected'
              ? t('connectedLine', { name, person: connectedBy, when: since })
              : t('brokenLine')}
          </p>
        </div>
      </Card>
    )
  }
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          {title} {pill}
        </span>
      }
      actions={
        <>
          <ConnectButton look={status === 'connected' ? 'secondary' : 'primary'} label={t('reconnect')} />
          <DisconnectDialog tenant={name} syncing={(await livingConnections(context)).length} />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {status !== 'connected' && <Callout tone="warning">{t(`tenantProblems.${status}`)}</Callout>}
        <DescriptionList
          items={[
            { key: 'name', label: t('tenantName'), value: name },
            { key: 'by', label: t('connectedBy'), value: connectedBy },
            { key: 'since', label: t('connectedAt'), value: since },
            { key: 'checked', label: t('checkedAt'), value: checked },
            { key: 'id', label: t('tenantId'), value: <code className="font-mono text-sm">{tenantId}</code> },
          ]}
        />
      </div>
    </Card>
  )
}
