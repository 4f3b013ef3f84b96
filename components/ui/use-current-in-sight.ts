'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * For what scrolls sideways where it has no room, such as a row of links: brings the part that is `aria-current` into
 * sight, before anything is painted and without moving the page. `current` is whatever changes when another one becomes
 * current.
 */
export function useCurrentInSight(current: string | undefined): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is looked at anew when another link is the current one
  useLayoutEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (!row.current || !link) return
    const [around, inner] = [row.current.getBoundingClientRect(), link.getBoundingClientRect()]
    if (inner.left >= around.left && inner.right <= around.right) return
    row.current.scrollLeft += inner.left - around.left - (around.width - inner.width) / 2
  }, [current])
  return row
}
