'use client'

import { useEffect } from 'react'

const isCut = (element: Element) =>
  element.matches('.truncate') && element.scrollWidth > element.clientWidth && element.textContent !== ''

/**
 * Whatever `truncate` cuts short on a page shows its whole text as a tooltip under the mouse, also where the link of a
 * whole table row lies over it. One listener instead of a `title` on each, which would be read out twice.
 */
export function FullTextOnHover() {
  useEffect(() => {
    let titled: Element | null = null
    const onMove = ({ target, clientX, clientY, pointerType }: PointerEvent) => {
      if (pointerType !== 'mouse' || !(target instanceof Element)) return
      const text = document.elementsFromPoint(clientX, clientY).find(isCut)?.textContent
      if (titled && (titled !== target || text === undefined)) {
        titled.removeAttribute('title')
        titled = null
      }
      if (text === undefined || (titled !== target && target.closest('[title]'))) return
      if (target.getAttribute('title') !== text) target.setAttribute('title', text)
      titled = target
    }
    document.addEventListener('pointermove', onMove, { passive: true })
    return () => {
      document.removeEventListener('pointermove', onMove)
      titled?.removeAttribute('title')
    }
  }, [])
  return null
}
