'use client'

import { useEffect, useState } from 'react'

/** FullCalendar measures what it has painted first, and lays it out anew with that. */
const passes = 3

/** Whether the calendar has found its measures: until then its hours would be seen to jump. */
export function useLaidOut(): boolean {
  const [laidOut, setLaidOut] = useState(false)
  useEffect(() => {
    let frame = 0
    const wait = (left: number) => {
      frame = requestAnimationFrame(() => (left > 1 ? wait(left - 1) : setLaidOut(true)))
    }
    wait(passes)
    return () => cancelAnimationFrame(frame)
  }, [])
  return laidOut
}
