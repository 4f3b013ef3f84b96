'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const openMs = 2_000

/** Shows a run that is at work again as it goes on. */
export function WatchRun({ isOpen }: { isOpen: boolean }) {
  const router = useRouter()
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(() => router.refresh(), openMs)
    return () => clearInterval(timer)
  }, [isOpen, router])
  return null
}
