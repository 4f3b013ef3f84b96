import { isPortFree } from '../free-port'

export type NeededPort = { what: string; port: number; variable: string }

/** @throws Error that says for each port that is taken or given twice what to do, all at once. */
export async function requirePorts(needed: NeededPort[]): Promise<void> {
  const twice = needed.filter(({ port }, index) => needed.findIndex((other) => other.port === port) !== index)
  if (twice.length > 0) {
    const names = twice.map(({ what, port, variable }) => `  ${what}: ${variable}=${port}`)
    throw new Error(`A port is given to two parts:\n${names.join('\n')}`)
  }
  const taken: NeededPort[] = []
  for (const one of needed) if (!(await isPortFree(one.port))) taken.push(one)
  if (taken.length > 0) throw new Error(takenPorts(taken))
}

/** What to tell the person at the terminal about ports that others use. */
export function takenPorts(taken: NeededPort[]): string {
  const lines = taken.map(({ what, port }) => `  ${port}, for the ${what}`)
  const moved = taken.map(({ variable, port }) => `${variable}=${port + 100}`).join(' ')
  return (
    `Another program listens on:\n${lines.join('\n')}\n` +
    `Stop it, or put another port into the environment: ${moved}`
  )
}
