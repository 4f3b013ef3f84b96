import { handlers } from '@/lib/web/auth/auth'

export const { GET, POST } = handlers
