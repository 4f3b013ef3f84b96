import type { Preview } from '@/lib/sync/preview/preview-tally'

const figures = {
  matched: (preview) => preview.matched,
  createInMicrosoft: (preview) => preview.microsoft.create,
  updateInMicrosoft: (preview) => preview.microsoft.update,
  deleteInMicrosoft: (preview) => preview.microsoft.delete,
  createInCrm: (preview) => preview.crm.create,
  updateInCrm: (preview) => preview.crm.update,
  restoreInCrm: (preview) => preview.crm.restore,
  deleteInCrm: (preview) => preview.crm.delete,
  held: ({ held: { microsoft, crm } }) => microsoft.update + microsoft.delete + crm.update + crm.delete,
  waiting: (preview) => preview.waiting.count,
  left: (preview) => preview.left.reduce((sum, { count }) => sum + count, 0),
  conflicts: (preview) => preview.conflicts,
  invited: (preview) => preview.invited.events,
} as const satisfies Record<string, (preview: Preview) => number>

export type Figure = keyof typeof figures
export type FigureChange = { figure: Figure; direction: 'more' | 'fewer'; count: number }

/** In which figures what would be done now differs from what has been shown. */
export function figureChanges(shown: Preview, now: Preview): FigureChange[] {
  return (Object.keys(figures) as Figure[]).flatMap((figure) => {
    const by = figures[figure](now) - figures[figure](shown)
    return by === 0 ? [] : [{ figure, direction: by > 0 ? 'more' : 'fewer', count: Math.abs(by) } as const]
  })
}
