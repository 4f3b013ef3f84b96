import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { SessionContext } from '@/lib/web/context'
import { allProfiles } from '../../_components/all-profiles'
import { profileName } from '../../_components/profile-name'
import { type ProfileOption, profileOptions } from './profile-option'

/** Every profile of the organisation as a choice, in the reader's language; those beyond her own rights cannot be taken. */
export async function giveableProfiles(context: SessionContext): Promise<ProfileOption[]> {
  const [t, tPermissions, profiles] = await Promise.all([
    getTranslations('users'),
    getTranslations('permissions'),
    allProfiles(context),
  ])
  return profileOptions(profiles, context.viewer.profile.permissions, {
    name: (profile) => profileName(tPermissions, profile),
    beyondOwn: t('beyondOwn'),
  })
}
