import { runCommand } from './run-command'
import type { Stage } from './stage'

/** A first sync through a whole stack of its own while its parts are killed, one after the other. */
export function killStage(env: Record<string, string>): Stage {
  return {
    name: 'kill',
    async run() {
      const { code, output } = await runCommand(
        process.execPath,
        ['--conditions=react-server', '--import', 'tsx', 'dev/kill-tests/main.ts'],
        env,
        900_000,
      )
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }
    },
  }
}
