import { CalendarDays, List, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'

type MeetingsHeaderProps = { shown: 'list' | 'calendar'; whose: 'own' | 'all' }

/** The head that the list and the calendar share, with the way from one to the other. */
export async function MeetingsHeader({ shown, whose }: MeetingsHeaderProps) {
  const [{ actor }, t] = await Promise.all([sessionContext(), getTranslations('meeting')])
  const query = whose === 'all' ? '?whose=all' : ''
  return (
    <PageHeader
      title={t('plural')}
      actions={
        <>
          <SegmentedLinks
            label={t('views')}
            links={[
              {
                key: 'list',
                href: `/meetings${query}`,
                current: shown === 'list',
                label: (
                  <>
                    <List aria-hidden />
                    {t('list')}
                  </>
                ),
              },
              {
                key: 'calendar',
                href: `/calendar${query}`,
                current: shown === 'calendar',
                label: (
                  <>
                    <CalendarDays aria-hidden />
                    {t('calendar')}
                  </>
                ),
              },
            ]}
          />
          {may(actor, 'meetings.create') && (
            <LinkButton href="/meetings/new" variant="primary">
              <Plus aria-hidden />
              {t('new')}
            </LinkButton>
          )}
        </>
      }
    />
  )
}
