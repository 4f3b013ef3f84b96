import { classNames } from '@/components/ui/class-names'

/** Two wheels on one frame. Decoration: the name stands beside it or on the link around it. */
export function ProductMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      className={classNames('size-7 shrink-0', className)}
      fill="none"
    >
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g className="stroke-accent-ink" strokeWidth="2.5" strokeLinecap="round">
        <circle cx="10.5" cy="19.5" r="4.75" />
        <circle cx="21.5" cy="19.5" r="4.75" />
        <path d="M10.5 19.5 15 10h4l2.5 9.5" strokeLinejoin="round" />
      </g>
    </svg>
  )
}
