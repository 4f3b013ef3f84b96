import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'

const root = '/settings/marketplace/microsoft'

type Standing = Pick<ConnectionRow, 'module' | 'status' | 'heldDecision'>

/** What waits as a whole: for a decision, or because the connection has stopped. */
export async function WaitingConnections({ connections }: { connections: readonly Standing[] }) {
  const t = await getTranslations('syncProblems')
  return connections.map(({ module, status, heldDecision }) => {
    const kind =
      status === 'held' && heldDecision === null ? 'held' : status === 'attention' ? 'stopped' : null
    if (kind === null) return null
    return (
      <Callout
        key={module}
        tone="warning"
        title={t(`${kind}Title`, { module })}
        actions={
          <LinkButton href={kind === 'held' ? `${root}/${module}/held` : root} size="small">
            {t(kind === 'held' ? 'decide' : 'seeConnection')}
          </LinkButton>
        }
      >
        {t(`${kind}Text`)}
      </Callout>
    )
  })
}
