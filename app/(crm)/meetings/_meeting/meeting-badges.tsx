import { Repeat } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Meeting } from '@/lib/crm/meetings/fields'

type MeetingBadgesProps = { meeting: Pick<Meeting, 'status' | 'origin' | 'recurrence'> }

/** What is special about a meeting: cancelled, from an invitation, recurring. */
export function MeetingBadges({ meeting: { status, origin, recurrence } }: MeetingBadgesProps) {
  const t = useTranslations('meeting')
  return (
    <>
      {status === 'cancelled' && <Badge tone="danger">{t('cancelled')}</Badge>}
      {origin === 'invitation' && <Badge tone="accent">{t('invitation')}</Badge>}
      {recurrence !== null && (
        <Badge>
          <Repeat aria-hidden className="size-3" />
          {t('recurring')}
        </Badge>
      )}
    </>
  )
}
