/** How long an invitation can be accepted, from its creation or its last resending (U3). */
export const INVITATION_MS = 7 * 24 * 3_600_000
