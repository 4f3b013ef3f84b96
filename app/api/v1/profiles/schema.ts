import { z } from 'zod'
import { allPermissions } from '@/lib/access/permissions'

export const ProfileJson = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  builtIn: z.enum(['administrator', 'standard']).nullable(),
})

export const ProfileBody = z.strictObject({
  name: z.string().trim().min(1).max(255),
  permissions: z.array(z.enum(allPermissions)).max(100),
})
