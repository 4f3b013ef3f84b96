import { runnerEnvironment } from './env'
import { createRunnerLog } from './log'
import { startRunner } from './runner'

async function main(): Promise<void> {
  const { settings, logLevel } = runnerEnvironment()
  const runner = await startRunner(settings, createRunnerLog(logLevel))
  process.stdout.write(`Runner ready on ${runner.url}\n`)
  const stop = () => {
    void runner.stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
