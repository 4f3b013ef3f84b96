import { availableParallelism } from 'node:os'
import { testEnv } from '../env'
import { type Stage, vitest } from './stage'

/** What the names of the files begin with that live lives. */
export const LIVES = 'lib/sync/simulation-'
const files = 3

/**
 * The seeded lives, on the embedded server only: they are about the engine. One worker more than cores: each works in
 * turns with its server, and while one hands over to the other a core would be idle.
 */
export function livesStage(env: Record<string, string>): Stage {
  const workers = Math.min(files, availableParallelism() + 1)
  const SIMULATION = testEnv().SIMULATION === 'long' ? 'long' : 'on'
  return vitest('lives', ['integration'], { ...env, SIMULATION }, [LIVES, `--maxWorkers=${workers}`])
}
