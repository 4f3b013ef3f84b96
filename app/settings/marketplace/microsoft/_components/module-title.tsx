import type { ReactNode } from 'react'

type ModuleTitleProps = { icon: ReactNode; title: string; text: string; children?: ReactNode }

/** What a module is called and does, and, as its children, how it is. */
export function ModuleTitle({ icon, title, text, children }: ModuleTitleProps) {
  return (
    <div className="flex min-w-0 flex-1 basis-72 gap-3">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text [&_svg]:size-5">
        {icon}
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h3 className="text-base font-semibold">{title}</h3>
          {children}
        </div>
        <p className="text-sm text-ink-soft">{text}</p>
      </div>
    </div>
  )
}
