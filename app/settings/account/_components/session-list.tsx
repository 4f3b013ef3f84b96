'use client'

import { Monitor } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import { endSession } from '../actions'

export type SessionRow = {
  id: string
  isCurrent: boolean
  /** Browser and system; null when it named neither. */
  device: string | null
  address: string | null
  seen: string
}

/** Where one is signed in. Each but this one can be ended. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useTranslations('account')
  return (
    <ul aria-label={t('sessions')} className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center gap-3 py-2">
          <Monitor aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="min-w-0 flex-1 text-sm">
            <span className="flex flex-wrap items-center gap-x-2 font-medium">
              {session.device ?? t('unknownDevice')}
              {session.isCurrent && <Badge tone="success">{t('thisSession')}</Badge>}
            </span>
            <span className="block text-ink-soft wrap-anywhere">
              {[session.address, t('lastUsed', { when: session.seen })].filter(Boolean).join(' · ')}
            </span>
          </span>
          {!session.isCurrent && <EndSession session={session} />}
        </li>
      ))}
    </ul>
  )
}

function EndSession({ session }: { session: SessionRow }) {
  const t = useTranslations('account')
  const refusalText = useRefusalText()
  const [pending, startTransition] = useTransition()
  const device = session.device ?? t('unknownDevice')
  const end = () =>
    startTransition(async () => {
      const result = await callAction(endSession({ id: session.id }))
      notify(result.ok ? { title: t('sessionEnded') } : { title: refusalText(result), tone: 'danger' })
    })
  return (
    <Button size="small" pending={pending} aria-label={t('endSessionOn', { device })} onClick={end}>
      {t('endSession')}
    </Button>
  )
}
