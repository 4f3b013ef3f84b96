/** The one source of the present for rules and verbs, so that tests and the simulation decide what time it is. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
