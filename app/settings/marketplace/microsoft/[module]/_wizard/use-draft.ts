'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { areAlike, type Draft, draftOf, readDraft, type Settings, settingsOf } from './draft'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * What is being chosen, kept in this browser tab until it is applied, so that leaving half-way loses nothing. Once the
 * connection has just these settings there is nothing left to keep.
 */
export function useDraft(key: string, current: Settings) {
  const stored = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(key),
    () => null,
  )
  const kept = useMemo(() => readDraft(stored), [stored])
  const draft = useMemo(() => kept ?? draftOf(current), [kept, current])
  const write = useCallback(
    (next: Draft | null) => {
      if (next === null) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, JSON.stringify(next))
      for (const listener of listeners) listener()
    },
    [key],
  )
  return {
    draft,
    isChanged: !areAlike(settingsOf(draft), current),
    change: write,
    discard: () => write(null),
  }
}
