'use client'

import { type RefObject, useEffect } from 'react'

/**
 * Lets the keyboard reach the calendar's own scroll area, which FullCalendar leaves to the mouse. `shown` is whatever
 * changes when another view was laid out.
 */
export function useKeyboardScroll(box: RefObject<HTMLElement | null>, shown: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is laid out anew brings other elements
  useEffect(() => {
    const elements = [...(box.current?.querySelectorAll<HTMLElement>('div') ?? [])]
    elements.filter(scrollsOutOfReach).forEach(bringIntoReach)
  }, [box, shown])
}

const scrollsOutOfReach = (element: HTMLElement) =>
  element.tabIndex !== 0 &&
  element.scrollHeight > element.clientHeight &&
  /auto|scroll/.test(getComputedStyle(element).overflowY)

/** What is focused inside a table has to be a part of it: the scroll area becomes the group of rows that it shows. */
function bringIntoReach(scroller: HTMLElement): void {
  const around = scroller.closest('[role="rowgroup"]')
  const groups = around ? [around] : scroller.querySelectorAll('[role="rowgroup"]')
  for (const group of groups) group.setAttribute('role', 'presentation')
  scroller.setAttribute('role', 'rowgroup')
  scroller.tabIndex = 0
}
