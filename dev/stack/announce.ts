import { join } from 'node:path'
import type { DemoFile } from './demo-file'
import { say } from './say'
import type { StackAddresses } from './variables'

/** Tells the person at the terminal where everything is and who can sign in. */
export function announce(
  demo: DemoFile,
  at: StackAddresses,
  about: { dataDir: string; seconds: number },
): void {
  say(`\nTandem CRM is ready, after ${about.seconds.toFixed(1)} s.\n`)
  say(`  app                     ${at.app}`)
  say(`  Microsoft 365 emulator  ${at.emulator}`)
  say(`  runner                  ${at.runner}`)
  say(`  data, logs              ${about.dataDir}\n`)
  const members = demo.users.filter(({ organisation }) => organisation !== null)
  const rows = members.map(({ name, email, password, organisation, profile }) => [
    name,
    email,
    password,
    `${organisation}, ${profile}`,
  ])
  for (const line of columns([['Who can sign in', 'e-mail', 'password', ''], ...rows])) say(`  ${line}`)
  say(`\nEverybody, with API keys and Microsoft 365 accounts: ${join(about.dataDir, 'demo.json')}`)
  say('Ctrl-C stops everything.\n')
}

function columns(rows: string[][]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  )
}
