// Runs after each install, before tsx can be relied on. Says nothing unless a patch does not fit.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const program = createRequire(import.meta.url).resolve('patch-package/dist/index.js')
const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--error-on-fail'], {
  encoding: 'utf8',
})
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}\n`)
  process.exit(1)
}
