import type { useTranslations } from 'next-intl'
import type { ProfileView } from '@/lib/access/profiles/list-profiles'

/** The two built-in profiles have a name in each language; the others are called what somebody called them. */
export const profileName = (
  t: ReturnType<typeof useTranslations<'permissions'>>,
  { builtIn, name }: Pick<ProfileView, 'builtIn' | 'name'>,
): string => (builtIn === null ? name : t(`profiles.${builtIn}`))
