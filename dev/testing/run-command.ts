import { spawn } from 'node:child_process'

export type CommandResult = { code: number; output: string }

/** Runs a program of `node_modules/.bin` (or Node itself) to its end and keeps what it says. Never rejects. */
export function runCommand(
  command: string,
  args: string[],
  env: Record<string, string>,
  timeoutMs: number,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    const output = () => Buffer.concat(chunks).toString('utf8').trim()
    child.once('error', (error) => resolve({ code: 1, output: `${output()}\n${error.message}`.trim() }))
    child.once('close', (code, signal) => {
      const late = signal === 'SIGKILL' ? `\nended by force after ${timeoutMs / 1000} s` : ''
      resolve({ code: code ?? 1, output: `${output()}${late}` })
    })
  })
}
