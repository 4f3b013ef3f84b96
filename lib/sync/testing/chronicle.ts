import type { ModuleName } from '@/lib/sync/modules/module'
import type { Chances } from './lived-module'
import type { OrganisationWorld } from './organisation-world'

/** What was done to a field, by whom, so that the end can be held against it. */
export type Edit = {
  recordId: string
  field: string
  value: string | null
  by: 'crm' | 'outlook'
  module: ModuleName
  /** The field was, or was later taken, out of the mapping: it goes with its item, should that go. */
  unmapped?: true
}

/** What has happened in a life so far, and the chances of what may. */
export class Chronicle {
  edits: Edit[] = []
  /** Records that somebody deleted or gave away: they may be gone at the end. */
  readonly mayBeGone = new Set<string>()
  private made = 0

  constructor(
    private readonly house: OrganisationWorld,
    readonly lines: string[],
  ) {}

  chance = (probability: number): boolean => this.house.random() < probability
  pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(this.house.random() * list.length)]

  readonly chances: Chances = {
    serial: () => {
      this.made += 1
      return this.made
    },
    chance: this.chance,
    pick: this.pick,
    now: () => this.house.now(),
  }

  note(line: string): void {
    this.lines.push(`${this.house.now().toISOString()} ${line}`)
  }

  /** What was edited over there in these records and threw away before anybody saw it. */
  forgetOutlook(ofThese: (edit: Edit) => boolean): void {
    this.edits = this.edits.filter((edit) => edit.by === 'crm' || !ofThese(edit))
  }
}
