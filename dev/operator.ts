import { connectDatabase, type Database } from '@/db/client'
import { type Environment, parseEnvironment } from '@/lib/env'
import { rekey } from '@/lib/microsoft/identity/tokens/rekey'
import { stackEnv } from './env'
import { diagnose } from './operator/doctor'
import { rollOut } from './operator/rollout'
import { fail, say } from './stack/say'
import { installationVariables } from './stack/variables'

type Command = {
  usage: string
  does: string
  /** Resolves to false when the operator has to do something. */
  run(db: Database, env: Environment, args: string[]): Promise<boolean>
}

const commands: Record<string, Command> = {
  doctor: {
    usage: 'doctor',
    does: 'looks at everything that the product needs, and says what is wrong',
    async run(db, env) {
      const { lines, healthy } = await diagnose(db, env)
      for (const line of lines) say(line)
      return healthy
    },
  },
  rekey: {
    usage: 'rekey',
    does: 'seals all Microsoft tokens with the first key of TOKEN_ENCRYPTION_KEY',
    async run(db, env) {
      const { rekeyed, alreadyCurrent, unreadable } = await rekey(db, env.TOKEN_ENCRYPTION_KEY)
      say(`${rekeyed} sealed anew, ${alreadyCurrent} had the first key already, ${unreadable} unreadable`)
      if (unreadable > 0) say('The owners of unreadable tokens have to sign in to Microsoft 365 again.')
      return unreadable === 0
    },
  },
  rollout: {
    usage: 'rollout tasks <organisation>|all on|off|<percent>',
    does: 'opens a module that is rolled out in stages to organisations, or closes it',
    async run(db, _, args) {
      const { line, done } = await rollOut(db, args, new Date())
      say(line)
      return done
    },
  },
}

async function main([name, ...args]: string[]): Promise<void> {
  const command = name === undefined ? undefined : commands[name]
  if (!command) {
    say('npm run operator -- <command>\n')
    for (const { usage, does } of Object.values(commands)) say(`  ${usage}\n      ${does}`)
    process.exit(name === undefined ? 0 : 1)
  }
  // On a developer's machine: the stack in `.data`, running or not.
  const env = parseEnvironment(installationVariables(stackEnv()))
  const { db, close } = connectDatabase(env.DATABASE_URL, 2)
  const good = await command.run(db, env, args).finally(close)
  process.exit(good ? 0 : 1)
}

main(process.argv.slice(2)).catch(fail)
