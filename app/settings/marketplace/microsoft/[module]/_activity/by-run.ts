import type { ActivityRow } from '@/lib/sync/activity/list-activity'

export type RunGroup = { key: string; runId: string | null; entries: ActivityRow[] }

/** Entries that follow each other and belong to the same run, together. */
export function byRun(entries: readonly ActivityRow[]): RunGroup[] {
  const groups: RunGroup[] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last && last.runId === entry.runId) last.entries.push(entry)
    else groups.push({ key: entry.id, runId: entry.runId, entries: [entry] })
  }
  return groups
}
