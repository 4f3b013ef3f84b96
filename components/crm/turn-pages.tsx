import { getTranslations } from 'next-intl/server'
import { Pagination } from '@/components/ui/pagination'
import { encodePosition, type Position } from './list-position'

type TurnPagesProps = {
  /** The ends of the pages that were turned over, so that one can go back; empty on the first page. */
  trail: readonly string[]
  /** The end of this page; null on the last one. */
  next: Position | null
  hrefOf: (trail: readonly string[]) => string
}

/** One page back and one page on through a list whose address carries its trail; nothing where all of it is to be seen. */
export async function TurnPages({ trail, next, hrefOf }: TurnPagesProps) {
  const t = await getTranslations('records')
  if (next === null && trail.length === 0) return null
  return (
    <Pagination
      label={t('pages')}
      previous={{ label: t('previousPage'), href: trail.length > 0 ? hrefOf(trail.slice(0, -1)) : null }}
      next={{ label: t('nextPage'), href: next && hrefOf([...trail, encodePosition(next)]) }}
    />
  )
}
