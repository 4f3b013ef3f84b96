'use client'

import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function for a component's whole life, which calls the latest one: for those who would take another one for news. */
export function useStableHandler<Arguments extends unknown[], Result>(
  handler: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const latest = useRef(handler)
  useLayoutEffect(() => {
    latest.current = handler
  })
  return useCallback((...given) => latest.current(...given), [])
}
