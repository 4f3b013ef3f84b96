'use client'

import { useState } from 'react'

/** What is chosen of a list: some rows of the page, or all that the list's filter finds. */
export type Choice = {
  ids: ReadonlySet<string>
  isAll: boolean
  has(id: string): boolean
  toggle(id: string, chosen: boolean): void
  setAll(ids: readonly string[]): void
  chooseList(): void
  clear(): void
}

export function useChoice(): Choice {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setIsAll] = useState(false)
  const set = (next: ReadonlySet<string>) => {
    setIds(next)
    setIsAll(false)
  }
  return {
    ids,
    isAll,
    has: (id) => isAll || ids.has(id),
    toggle(id, chosen) {
      const next = new Set(ids)
      if (chosen) next.add(id)
      else next.delete(id)
      set(next)
    },
    setAll: (all) => set(new Set(all)),
    chooseList: () => setIsAll(true),
    clear: () => set(new Set()),
  }
}
