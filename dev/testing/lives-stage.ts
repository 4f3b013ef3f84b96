import { availableParallelism } from 'node:os'
import { type Stage, vitest } from './stage'

/** As many as there are files that share the lives. */
const mostWorkers = 3

/**
 * The seeded lives, on the embedded server only: they are about the engine. One worker more than cores: each works in
 * turns with its server, and while one hands over to the other a core would be idle. They know no time but their own, so
 * they stand back behind what runs beside them.
 */
export function livesStage(env: Record<string, string>): Stage {
  const workers = Math.min(mostWorkers, availableParallelism() + 1)
  return vitest('lives', ['lives'], env, { args: [`--maxWorkers=${workers}`], niceness: 10 })
}
