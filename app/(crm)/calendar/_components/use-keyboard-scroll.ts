'use client'

import { type RefObject, useEffect } from 'react'

/** Lets the keyboard reach the calendar's own scroll area, which FullCalendar leaves to the mouse. */
export function useKeyboardScroll(box: RefObject<HTMLElement | null>, view: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view brings other elements
  useEffect(() => {
    const scrollers = [...(box.current?.querySelectorAll<HTMLElement>('div') ?? [])].filter((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowY),
    )
    for (const scroller of scrollers) scroller.tabIndex = 0
  }, [box, view])
}
