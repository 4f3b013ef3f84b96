import { Video } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { buttonStyle } from '@/components/ui/button-style'
import { Callout } from '@/components/ui/callout'
import type { Meeting } from '@/lib/crm/meetings/fields'

type InvitationNoticeProps = { meeting: Pick<Meeting, 'origin' | 'status' | 'joinUrl'> }

/** Whose meeting it is when it came with an invitation, that it is off when it is, and the way in (M8). */
export async function InvitationNotice({ meeting: { origin, status, joinUrl } }: InvitationNoticeProps) {
  const t = await getTranslations('meeting')
  const cancelled = status === 'cancelled'
  if (origin !== 'invitation' && !cancelled) return null
  return (
    <Callout
      tone={cancelled ? 'warning' : 'info'}
      title={cancelled ? t('cancelledTitle') : t('managedTitle')}
      className="mb-4"
      actions={!cancelled && joinUrl !== null && isWebAddress(joinUrl) && <JoinLink url={joinUrl} />}
    >
      {cancelled ? t('cancelledText') : t('managedText')}
    </Callout>
  )
}

async function JoinLink({ url }: { url: string }) {
  const t = await getTranslations('meeting')
  return (
    <a href={url} target="_blank" rel="noreferrer" className={buttonStyle({ size: 'small' })}>
      <Video aria-hidden />
      {t('join')}
    </a>
  )
}

/** The link comes from outside: it must never become a `javascript:` one. */
const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
