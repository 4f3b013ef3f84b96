'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { microsoftAnswer } from '@/app/settings/marketplace/microsoft/_connection/microsoft-answer'
import { readPreferences } from '@/i18n/preferences'
import { LoginEmail } from '@/lib/access/accounts/new-password'
import { createInvitation } from '@/lib/access/invitations/create-invitation'
import { listTenantPeople } from '@/lib/microsoft/directory/list-tenant-people'
import { tenantDirectory } from '@/lib/microsoft/directory/tenant-directory'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { serverAction } from '@/lib/web/server-action'

const PAGE_SIZE = 25

/** A page of the tenant's people, by the beginnings of words in names and addresses. */
export const searchTenant = serverAction({
  input: z.object({ search: z.string().trim().max(200), skipToken: z.string().max(4000).nullable() }),
  permission: 'manage-users',
  run(context, { search, skipToken }) {
    const query = { search, limit: PAGE_SIZE, skipToken: skipToken ?? undefined }
    return microsoftAnswer(listTenantPeople(context, signInDeps(context), query))
  },
})

/** Invites one person. With `microsoftUserId` it is that user of the tenant, whose login the address has to be (U2). */
export const invite = serverAction({
  input: z.object({
    email: LoginEmail,
    name: z.string().trim().max(255).optional(),
    profileId: z.guid(),
    microsoftUserId: z.guid().optional(),
  }),
  permission: 'manage-users',
  async run(context, { name, ...person }) {
    const directory = tenantDirectory(signInDeps(context))
    const { locale } = await readPreferences()
    const invited = { ...person, name: name || undefined, locale }
    await microsoftAnswer(createInvitation(context, directory, invited))
    revalidatePath('/settings/users', 'layout')
    return null
  },
})
