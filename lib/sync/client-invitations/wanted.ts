import type { connection } from '@/db/schema/sync'

/** Whether a connection follows client invitations in its user's default calendar (M6). */
export const wantsInvitations = ({
  module,
  options,
}: Pick<typeof connection.$inferSelect, 'module' | 'options'>): boolean =>
  module === 'meetings' && options.clientInvitations
