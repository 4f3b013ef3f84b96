import type { FieldRule } from '@/lib/sync/core/mapping'
import type { WholeSettings } from './connection-settings'

export type PreviewSample = {
  action: 'matched' | 'createInMicrosoft' | 'createInCrm' | 'update' | 'delete'
  label: string
  recordId: string | null
  itemId: string | null
}
export type Preview = {
  matched: number
  createInMicrosoft: number
  createInCrm: number
  update: number
  delete: number
  skipped: { reason: string; count: number }[]
  samples: PreviewSample[]
}

/** What is to come into force. */
export type Planned = { rules: readonly FieldRule[]; settings: WholeSettings }

export const mostSamples = 12

/** Counts what would be done, and keeps a few of each kind to show. */
export class PreviewTally {
  readonly result: Preview = {
    matched: 0,
    createInMicrosoft: 0,
    createInCrm: 0,
    update: 0,
    delete: 0,
    skipped: [],
    samples: [],
  }

  add(sample: PreviewSample): void {
    this.result[sample.action] += 1
    const alike = this.result.samples.filter(({ action }) => action === sample.action).length
    if (alike < mostSamples / 3) this.result.samples.push(sample)
  }

  skip(reason: string): void {
    const known = this.result.skipped.find((entry) => entry.reason === reason)
    if (known) known.count += 1
    else this.result.skipped.push({ reason, count: 1 })
  }
}
