/** How far back things can be put back: as long as the recycle bin keeps records. */
const reachMs = 60 * 24 * 3_600_000

export const isTooOld = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > reachMs
