import { classNames } from './class-names'

/** The place of something that is still loading. Give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'block h-4 animate-[skeleton_1.6s_ease-in-out_infinite] rounded-sm bg-hover',
        className,
      )}
    />
  )
}
