import { runStack } from './stack/run-stack'
import { fail } from './stack/say'

runStack('demo').then(() => process.exit(0), fail)
