import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { copyBinaries, installedBinaries, type PostgresBinaries } from './binaries'

/** The account `nobody`: it must stand in /etc/passwd, or initdb refuses to run. */
const NOBODY = 65534

/**
 * PostgreSQL refuses to run as root. `user-namespace` lets it think that it is `nobody` while its files stay root's;
 * `nobody` really is that account, for containers that forbid user namespaces.
 */
export type AccountKind = 'self' | 'user-namespace' | 'nobody'

/** How the server's programs are run, and where its data may lie. */
export type ServerAccount = {
  kind: AccountKind
  binaries: PostgresBinaries
  /** The folder of the cluster; elsewhere than asked for when the account may not enter that place. */
  folder: string
  command(program: string, args: string[]): { file: string; args: string[] }
  ids: { uid: number; gid: number } | Record<string, never>
}

/** The environment of the server's programs: nothing of ours. */
export const SERVER_ENV = {
  NODE_ENV: 'production',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
} as const

const IN_NAMESPACE = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

const asIs = (program: string, args: string[]) => ({ file: program, args })
const inNamespace = (program: string, args: string[]) => ({
  file: 'unshare',
  args: [...IN_NAMESPACE, program, ...args],
})

/** The way of running the server that works for whoever started us, for a cluster wanted in `folder`. */
export function chooseAccount(
  folder: string,
  { account, binaries: given }: { account?: AccountKind; binaries?: PostgresBinaries } = {},
): ServerAccount {
  const wanted = resolve(folder)
  const kind = account ?? detectKind(wanted)
  if (kind === 'nobody') return nobodyAccount(wanted, given)
  mkdirSync(wanted, { recursive: true, mode: 0o700 })
  if (process.getuid?.() === 0) giveTo(wanted, 0, 0)
  const binaries = given ?? installedBinaries(join(wanted, 'binaries'))
  return { kind, binaries, folder: wanted, command: kind === 'self' ? asIs : inNamespace, ids: {} }
}

function detectKind(folder: string): AccountKind {
  if (process.getuid?.() !== 0) return 'self'
  const { postgres } = installedBinaries(join(folder, 'binaries'))
  const probe = spawnSync('unshare', [...IN_NAMESPACE, postgres, '--version'], { stdio: 'ignore' })
  return probe.status === 0 ? 'user-namespace' : 'nobody'
}

function nobodyAccount(wanted: string, given: PostgresBinaries | undefined): ServerAccount {
  mkdirSync(wanted, { recursive: true })
  const folder = mayEnter(wanted) ? wanted : folderOutside(wanted)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const binaries = given ?? copyBinaries(join(folder, 'binaries'))
  giveTo(folder, NOBODY, NOBODY)
  return { kind: 'nobody', binaries, folder, command: asIs, ids: { uid: NOBODY, gid: NOBODY } }
}

function mayEnter(folder: string): boolean {
  return (
    spawnSync('test', ['-x', folder], { uid: NOBODY, gid: NOBODY, cwd: '/', stdio: 'ignore' }).status === 0
  )
}

/** The same wish ends in the same place, so that a later start finds its data again. */
function folderOutside(wanted: string): string {
  return join('/var/lib/tandem-crm', createHash('sha256').update(wanted).digest('hex').slice(0, 16))
}

/** Makes the tree belong to the account that will run the server; a start under another account may have left it. */
function giveTo(folder: string, uid: number, gid: number): void {
  const foreign = [folder, ...readdirSync(folder).map((name) => join(folder, name))].some(
    (path) => lstatSync(path).uid !== uid,
  )
  if (!foreign) return
  chownSync(folder, uid, gid)
  execFileSync('chown', ['-hR', `${uid}:${gid}`, folder])
}
