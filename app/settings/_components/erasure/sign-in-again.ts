'use server'

import { z } from 'zod'
import { signOutHere } from '@/lib/web/auth/sign-in'
import { localPath } from '@/lib/web/local-path'
import { serverAction } from '@/lib/web/server-action'

/** Signs out, so that the next sign-in is a fresh one, and comes back. */
export const signInAgain = serverAction({
  input: z.object({ returnTo: z.string().max(200) }),
  run: (_, { returnTo }) => signOutHere(`/sign-in?returnTo=${encodeURIComponent(localPath(returnTo))}`),
})
