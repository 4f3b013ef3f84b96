import type { Permission } from '@/lib/access/permissions'
import type { ProfileView } from '@/lib/access/profiles/list-profiles'

export type ProfileOption = {
  value: string
  label: string
  disabled: boolean
  hint?: string
  isStandard: boolean
}

/** Profiles as choices for somebody who gives one: those that allow more than her own are shown, and not for her to give. */
export function profileOptions(
  profiles: readonly ProfileView[],
  own: ReadonlySet<Permission>,
  words: { name(profile: ProfileView): string; beyondOwn: string },
): ProfileOption[] {
  return profiles.map((profile) => {
    const disabled = profile.permissions.some((permission) => !own.has(permission))
    return {
      value: profile.id,
      label: words.name(profile),
      disabled,
      ...(disabled && { hint: words.beyondOwn }),
      isStandard: profile.builtIn === 'standard',
    }
  })
}

/** What somebody new gets unless another one is chosen; null when there is none that may be given. */
export function defaultProfile(profiles: readonly ProfileOption[]): string | null {
  const giveable = profiles.filter(({ disabled }) => !disabled)
  return (giveable.find(({ isStandard }) => isStandard) ?? giveable[0])?.value ?? null
}
