import { ActivityEntry } from '@/components/microsoft/activity-entry'
import { fieldLabels } from '@/components/microsoft/field-labels'
import type { Context } from '@/lib/access/context'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { nameRecords } from '@/lib/sync/activity/name-records'
import type { SyncModule } from '@/lib/sync/modules/module'
import { EntryButtons } from './entry-buttons'
import { LeftAloneNote } from './left-alone-note'
import { plainEntry } from './plain-entry'

type EntryListProps = {
  context: Context
  module: SyncModule
  entries: readonly ActivityRow[]
  /** Where only one record's entries are shown; null where they are already. */
  filterHref: ((recordId: string) => string) | null
}

/** Entries of the activity, each with what can be done about it. */
export async function EntryList({ context, module, entries, filterHref }: EntryListProps) {
  const [labels, named] = await Promise.all([fieldLabels(module.name), nameRecords(context, module, entries)])
  const now = context.now()
  return (
    <ol>
      {entries.map((entry) => {
        const record = entry.recordId ? named.get(entry.recordId) : undefined
        return (
          <ActivityEntry
            key={entry.id}
            module={module.name}
            entry={entry}
            labels={labels}
            record={record}
            filterHref={entry.recordId && filterHref ? filterHref(entry.recordId) : null}
            actions={<EntryButtons module={module.name} entry={plainEntry(entry, record, now)} />}
            note={entry.leftAlone !== null && <LeftAloneNote reason={entry.leftAlone} />}
          />
        )
      })}
    </ol>
  )
}
