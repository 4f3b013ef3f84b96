'use client'

import { useEffect, useState } from 'react'
import { callAction } from '@/components/call-action'
import type { EnableForManyPreview } from '@/lib/sync/enable-for-many/preview-enable-for-many'
import type { MemberPreview } from '@/lib/sync/enable-for-many/preview-for-member'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActionResult } from '@/lib/web/server-action'
import { previewFor } from './actions'

export type MemberPreviews = ReadonlyMap<string, ActionResult<MemberPreview>>

/**
 * What it would do for each person, by her id: looked at one after the other while the list is on screen. Actions of a
 * page run one at a time, so those that nobody waits for any more are not begun.
 */
export function useMemberPreviews(
  module: ModuleName,
  people: EnableForManyPreview['ready'] | null,
): MemberPreviews {
  const [previews, setPreviews] = useState<MemberPreviews>(new Map())
  useEffect(() => {
    if (people === null) return
    let isOver = false
    const look = async () => {
      setPreviews(new Map())
      for (const { memberId } of people) {
        if (isOver) return
        const result = await callAction(previewFor({ module, memberId }))
        if (!isOver) setPreviews((known) => new Map(known).set(memberId, result))
      }
    }
    void look()
    return () => {
      isOver = true
    }
  }, [module, people])
  return previews
}
