import 'server-only'
import { listProfiles, type ProfileView } from '@/lib/access/profiles/list-profiles'
import type { SessionContext } from '@/lib/web/context'

/** Every profile of the organisation: first the built-in ones, then the others by name. */
export async function allProfiles(context: SessionContext): Promise<ProfileView[]> {
  const profiles: ProfileView[] = []
  let after: { at: Date; id: string } | undefined
  do {
    const page = await listProfiles(context, { limit: 200, after })
    profiles.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  const order = new Intl.Collator(context.viewer.locale ?? 'en')
  const rank = ({ builtIn }: ProfileView) => ['administrator', 'standard', null].indexOf(builtIn)
  return profiles.sort((a, b) => rank(a) - rank(b) || order.compare(a.name, b.name))
}
