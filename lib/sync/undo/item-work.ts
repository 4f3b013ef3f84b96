import type { GivenBack } from '@/db/schema/give-back'
import type { ActivityField } from '@/db/schema/sync'
import { fieldOf } from '@/lib/sync/core/canonical'
import type { FieldRule } from '@/lib/sync/core/mapping'
import type { LinkRow } from '@/lib/sync/links'

/** What an item is to get back while entries are taken back, from the newest to the oldest. */
export type ItemWork = { fields: GivenBack }

export const noItemWork = (): ItemWork => ({ fields: {} })

/** Adds what an entry wrote to the item, or was about to. The same told twice is once. */
export function expectItem(
  work: ItemWork,
  rules: readonly FieldRule[],
  written: readonly ActivityField[],
): void {
  for (const { field, before, after } of written) {
    const rule = rules.find(({ crm }) => crm === field)
    if (!rule || rule.direction === 'toCrm') continue
    const later = work.fields[rule.microsoft]
    if (!later) work.fields[rule.microsoft] = { from: after, to: before }
    else if (later.to === after) later.to = before
  }
}

/** Whether somebody has edited one of the fields over there since, as far as we have seen. */
export const isItemTouched = ({ fields }: ItemWork, link: LinkRow): boolean =>
  Object.entries(fields).some(([name, { from, to }]) => {
    const now = fieldOf(link.base?.microsoft ?? {}, name)
    return now !== from && now !== to
  })

/**
 * What is to be given back. Of a write that is on its way we do not know yet: what the item was to hold counts as well.
 * Who wishes it gets it whatever the item was last seen to hold.
 */
export function givenBack({ fields }: ItemWork, link: LinkRow | null, isWish: boolean): GivenBack {
  const seen = link?.base?.microsoft ?? {}
  const work = Object.entries(fields).map(([name, { from, to }]) => {
    const now = fieldOf(seen, name)
    return [name, { from: isWish && now !== to ? now : from, to }] as const
  })
  return Object.fromEntries(work.filter(([, { from, to }]) => from !== to))
}
