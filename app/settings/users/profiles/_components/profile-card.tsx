import { Copy, Pencil } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Permission } from '@/lib/access/permissions'
import type { ProfileView } from '@/lib/access/profiles/list-profiles'
import type { ProfileUsage } from '@/lib/access/profiles/profile-usage'
import { PermissionList } from '../../../_components/permission-list'
import { usersHref } from '../../_components/user-filter'
import { DeleteProfile } from './delete-profile'
import { ProfileEditor } from './profile-editor'

type ProfileCardProps = {
  profile: ProfileView
  /** As it is called in the reader's language. */
  name: string
  usage: ProfileUsage
  /** The reader's own rights, if she manages users. */
  giveable: readonly Permission[] | null
}

/** What a profile allows, who has it, and what can be done with it. */
export async function ProfileCard({ profile, name, usage, giveable }: ProfileCardProps) {
  const t = await getTranslations('users.profiles')
  const { id, permissions, builtIn } = profile
  const copied = giveable === null ? [] : permissions.filter((permission) => giveable.includes(permission))
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {name}
          {builtIn && <Badge>{t('builtIn')}</Badge>}
        </span>
      }
      description={
        <>
          {usage.members === 0 ? (
            t('members', { count: 0 })
          ) : (
            <Link
              href={usersHref({ search: '', status: 'all', profileId: id, trail: [] })}
              aria-label={t('whoHasIt', { name, count: usage.members })}
              className="text-accent-text underline underline-offset-3"
            >
              {t('members', { count: usage.members })}
            </Link>
          )}
          {usage.invitations > 0 && `, ${t('invited', { count: usage.invitations })}`}
        </>
      }
      actions={
        giveable && (
          <>
            {builtIn === null && (
              <ProfileEditor
                trigger={
                  <Button size="small" aria-label={t('editTitle', { name })}>
                    <Pencil aria-hidden />
                    {t('edit')}
                  </Button>
                }
                title={t('editTitle', { name })}
                id={id}
                name={name}
                permissions={permissions}
                giveable={giveable}
              />
            )}
            <ProfileEditor
              trigger={
                <Button size="small" aria-label={t('copyTitle', { name })}>
                  <Copy aria-hidden />
                  {t('copy')}
                </Button>
              }
              title={t('copyTitle', { name })}
              id={null}
              name={t('copyName', { name })}
              permissions={copied}
              giveable={giveable}
            />
            {builtIn === null && usage.members + usage.invitations === 0 && (
              <DeleteProfile id={id} name={name} />
            )}
          </>
        )
      }
    >
      <PermissionList permissions={permissions} />
    </Card>
  )
}
