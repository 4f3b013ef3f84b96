import { availableParallelism } from 'node:os'
import { type Stage, vitest } from './stage'

/** As many as there are files that share the lives. */
const mostWorkers = 3

/**
 * The seeded lives, on the embedded server only: they are about the engine. One worker more than cores: each works in
 * turns with its server, and while one hands over to the other a core would be idle.
 */
export function livesStage(env: Record<string, string>): Stage {
  const workers = Math.min(mostWorkers, availableParallelism() + 1)
  return vitest('lives', ['lives'], env, [`--maxWorkers=${workers}`])
}
