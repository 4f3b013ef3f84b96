import type { WholeSettings } from './connection-settings'

export type Mapped = Pick<WholeSettings, 'mapping' | 'valueMaps'>
type Pair = Mapped['mapping'][number]

/** Whether two mappings do the same, in whatever order they are written. */
export function sameMapping(before: Mapped, after: Mapped): boolean {
  const keys = (mapped: Mapped) =>
    mapped.mapping
      .map((pair) => pairKey(pair) + valuesKey(mapped, pair))
      .sort()
      .join()
  return keys(before) === keys(after)
}

/** CRM fields whose counterpart or direction is another one than before: what was agreed on says nothing about them. */
export function freshPairs(before: Mapped, after: Mapped): string[] {
  const known = new Set(before.mapping.map(pairKey))
  const fresh = after.mapping.filter((pair) => !known.has(pairKey(pair)))
  return [...fresh, ...changedValues(before, after).filter(({ direction }) => direction === 'toCrm')].map(
    ({ crm }) => crm,
  )
}

/** CRM fields of the same counterpart as before, whose values are translated otherwise on the way to Microsoft. */
export function retranslated(before: Mapped, after: Mapped): string[] {
  return changedValues(before, after)
    .filter(({ direction }) => direction !== 'toCrm')
    .map(({ crm }) => crm)
}

function changedValues(before: Mapped, after: Mapped): Pair[] {
  const known = new Set(before.mapping.map(pairKey))
  return after.mapping.filter(
    (pair) => known.has(pairKey(pair)) && valuesKey(before, pair) !== valuesKey(after, pair),
  )
}

const pairKey = ({ crm, microsoft, direction }: Pair) => JSON.stringify([crm, microsoft, direction])

function valuesKey({ valueMaps }: Mapped, { crm }: Pair): string {
  const map = valueMaps?.[crm]
  const sorted = (values: Record<string, string>) =>
    Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))
  return map ? JSON.stringify([sorted(map.toMicrosoft), sorted(map.toCrm)]) : ''
}
