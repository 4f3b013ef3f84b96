import type { ReactNode } from 'react'

type EmptyStateProps = {
  icon?: ReactNode
  title: ReactNode
  /** Set where the state is the whole page, so that the page has a heading. */
  headingLevel?: 1 | 2
  /** What to do about it. */
  children?: ReactNode
  /** Buttons or links. */
  actions?: ReactNode
}

export function EmptyState({ icon, title, headingLevel, children, actions }: EmptyStateProps) {
  const Title = headingLevel ? (`h${headingLevel}` as const) : 'p'
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      {icon && (
        <span className="mb-2 grid size-11 place-items-center rounded-full bg-accent-soft text-accent-text [&_svg]:size-5">
          {icon}
        </span>
      )}
      <Title className="text-base font-semibold">{title}</Title>
      {children && <div className="max-w-md text-base text-balance text-ink-soft">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
