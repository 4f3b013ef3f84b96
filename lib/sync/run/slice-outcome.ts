/**
 * What became of a slice. `more`: go on at once. `wait`: go on after `waitMs`. `busy`: another run has the connection
 * and will run once more. `done`: nothing left to do; look again after `waitMs`.
 */
export type SliceOutcome =
  | { outcome: 'done' | 'wait'; waitMs: number }
  | { outcome: 'more' | 'busy' | 'idle' }
