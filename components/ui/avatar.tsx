import { classNames } from './class-names'

const hues = [
  'bg-accent-soft text-accent-text',
  'bg-success-soft text-success-text',
  'bg-warning-soft text-warning-text',
  'bg-hover text-ink-soft',
]

/** A person's initials. Decoration: the name stands beside it. */
export function Avatar({ name, size = 'medium' }: { name: string; size?: 'small' | 'medium' | 'large' }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-grid shrink-0 place-items-center rounded-full font-semibold select-none',
        { small: 'size-5 text-[0.5625rem]', medium: 'size-7 text-[0.6875rem]', large: 'size-12 text-lg' }[
          size
        ],
        hues[hash(name) % hues.length],
      )}
    >
      {initials(name)}
    </span>
  )
}

/** The first letters of the first and the last word: "Jean-Luc de Brie" is JB. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0] ?? name]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

function hash(text: string): number {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}
