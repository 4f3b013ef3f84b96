'use client'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { Choice } from './use-choice'

type ChoiceHeadProps = {
  choice: Choice
  ids: readonly string[]
  /** The list goes on on other pages. */
  hasMore: boolean
  words: { page: string; all: string; allChosen: string }
}

/** Chooses the whole page, and from there the whole list. */
export function ChoiceHead({ choice, ids, hasMore, words }: ChoiceHeadProps) {
  const count = ids.filter((id) => choice.has(id)).length
  const isPage = count === ids.length
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line px-4">
      <Checkbox
        label={choice.isAll ? words.allChosen : words.page}
        checked={isPage}
        indeterminate={count > 0 && !isPage}
        onCheckedChange={(chosen) => (chosen ? choice.setAll(ids) : choice.clear())}
      />
      {isPage && hasMore && !choice.isAll && (
        <Button variant="link" size="small" onClick={choice.chooseList}>
          {words.all}
        </Button>
      )}
    </div>
  )
}
