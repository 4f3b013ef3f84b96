import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// The names that globals.css adds to Tailwind's scales; without them "text-control" would be taken for a colour.
const merge = extendTailwindMerge({
  extend: { theme: { text: ['control'], spacing: ['control', 'control-small', 'row'] } },
})

/** Joins class names; of two that set the same property the later one wins, so callers can adjust a primitive. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values))
}
