import { useEffect, useRef } from 'react'

/**
 * For a list whose entries leave it when they are dealt with: the keyboard goes on at the entry that takes the place of
 * the one that left, instead of at the top of the page.
 * @returns what the list takes as its ref
 */
export function useKeptFocus(ids: readonly string[]) {
  const list = useRef<HTMLOListElement>(null)
  const place = useRef<number | null>(null)
  useEffect(() => {
    const element = list.current
    const remember = ({ target }: FocusEvent) => {
      place.current = [...(element?.children ?? [])].findIndex((entry) => entry.contains(target as Node))
    }
    element?.addEventListener('focusin', remember)
    return () => element?.removeEventListener('focusin', remember)
  }, [])
  const shown = ids.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: when entries have come or gone
  useEffect(() => {
    if (place.current === null || document.activeElement !== document.body) return
    const entries = list.current?.children ?? []
    entries[Math.min(place.current, entries.length - 1)]?.querySelector<HTMLElement>('button, a')?.focus()
  }, [shown])
  return list
}
