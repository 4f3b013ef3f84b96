import { fileURLToPath } from 'node:url'
import { processEnv } from './env'
import { ensureBuild } from './stack/app-build'
import { fail, say } from './stack/say'

const root = fileURLToPath(new URL('..', import.meta.url))

ensureBuild(root, processEnv(), { onBuild: () => {}, signal: new AbortController().signal }).then(
  (outcome) => say(outcome === 'built' ? 'Built.' : 'Built already: the sources have not changed.'),
  fail,
)
