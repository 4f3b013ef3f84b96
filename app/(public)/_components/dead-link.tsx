import { LinkButton } from '@/components/ui/link-button'

/** A link that leads nowhere (any more), and what to do instead. Which of the reasons it is, it does not tell. */
export function DeadLink({
  title,
  text,
  action,
}: {
  title: string
  text: string
  action: { href: string; label: string }
}) {
  return (
    <>
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="mt-2 mb-5 text-base text-ink-soft">{text}</p>
      <LinkButton href={action.href} variant="primary" className="w-full">
        {action.label}
      </LinkButton>
    </>
  )
}
