import { cookies } from 'next/headers'
import { warningWords } from '@/components/microsoft/warning-words'
import { may } from '@/lib/access/context'
import { ownWarnings } from '@/lib/sync/warnings/list-warnings'
import { sessionContext } from '@/lib/web/context'
import { HIDDEN_WARNINGS_COOKIE, hiddenMark, shownWarnings } from './hidden-warnings'
import { WarningNotice } from './warning-notice'

const microsoftPage = '/settings/marketplace/microsoft'

/** One line about what will stop a sync of hers, or of the organisation that she looks after; nothing where all is well. */
export async function WarningBanner() {
  const context = await sessionContext()
  const [open, jar, words] = await Promise.all([ownWarnings(context), cookies(), warningWords()])
  const { memberId } = context.viewer
  const shown = shownWarnings(memberId, open, jar.get(HIDDEN_WARNINGS_COOKIE)?.value)
  const [gravest] = shown
  if (gravest === undefined) return null
  const isOwn = shown.every(({ audience }) => audience === 'member')
  return (
    <WarningNotice
      {...words(gravest)}
      count={shown.length}
      href={isOwn || !may(context.actor, 'manage-integrations') ? microsoftPage : `${microsoftPage}/overview`}
      isCritical={gravest.severity === 'critical'}
      mark={hiddenMark(memberId, shown)}
    />
  )
}
