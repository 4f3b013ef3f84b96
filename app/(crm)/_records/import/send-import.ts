import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import type { DuplicateChoice } from '@/lib/crm/import/plan-import'
import type { ImportPreview } from '@/lib/crm/import/preview-import'
import type { DayOrder } from '@/lib/crm/import/read-day'
import type { ImportResult } from '@/lib/crm/import/run-import'
import type { ActionResult } from '@/lib/web/server-action'

/** What somebody chose about a file. What is left out is read from the file. */
export type ImportChoices = {
  mapping?: (string | null)[]
  dayOrder?: DayOrder
  duplicates: DuplicateChoice
  ownerId: string
}

export const previewFile = (kind: PersonKind, file: File, choices: ImportChoices) =>
  send<ImportPreview>(`/api/import${recordPath(kind, 'preview')}`, file, choices)

export const importFile = (kind: PersonKind, file: File, choices: ImportChoices) =>
  send<ImportResult>(`/api/import${recordPath(kind)}`, file, choices)

/** Safe: these routes answer with the results of actions, of the type that is named above. */
async function send<Data>(path: string, file: File, choices: ImportChoices): Promise<ActionResult<Data>> {
  const body = new FormData()
  body.set('file', file)
  body.set('options', JSON.stringify(choices))
  try {
    const response = await fetch(path, { method: 'POST', body })
    return response.ok ? ((await response.json()) as ActionResult<Data>) : { ok: false, code: 'other' }
  } catch {
    // No answer, or the file has changed on disk since it was chosen.
    return { ok: false, code: 'offline' }
  }
}
