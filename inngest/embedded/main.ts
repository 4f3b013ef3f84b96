import { runnerEnvironment } from './env'
import { createRunnerLog } from './log'
import { startRunner } from './runner'

async function main(): Promise<void> {
  const { settings, logLevel } = runnerEnvironment()
  const runner = await startRunner(settings, createRunnerLog(logLevel))
  process.stdout.write(`Runner ready on ${runner.url}\n`)
  const stop = () => {
    runner.stop().then(() => process.exit(0), fail)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

main().catch(fail)
