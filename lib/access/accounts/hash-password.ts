import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** 32 MiB and some 60 ms a hash: OWASP's Password Storage Cheat Sheet, scrypt with N=2^15, r=8, p=3. */
const CURRENT = { ln: 15, r: 8, p: 3 }
const KEY_BYTES = 32
const MAX_MEMORY_BYTES = 256 * 1024 * 1024

const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** A password in the PHC string format: algorithm, cost, salt and hash in one text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, CURRENT)
  return `$scrypt$ln=${CURRENT.ln},r=${CURRENT.r},p=${CURRENT.p}$${unpadded(salt)}$${unpadded(key)}`
}

/** `outdated`: right, but hashed at another cost than new ones are, so hash it again while it is known. */
export type PasswordCheck = 'wrong' | 'right' | 'outdated'

/** Takes as long for no hash as for a wrong password, so that an answer's time does not tell who has an account. */
export async function checkPassword(password: string, hash: string | null): Promise<PasswordCheck> {
  const stored = hash === null ? null : PHC.exec(hash)
  if (stored === null) {
    await derive(password, randomBytes(16), CURRENT)
    return 'wrong'
  }
  const [, ln, r, p, salt = '', key = ''] = stored
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  const expected = Buffer.from(key, 'base64')
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost, expected.length)
  if (!timingSafeEqual(derived, expected)) return 'wrong'
  return cost.ln === CURRENT.ln && cost.r === CURRENT.r && cost.p === CURRENT.p ? 'right' : 'outdated'
}

/** Unicode has several spellings of one character; keyboards differ in which they send. */
const derive = (password: string, salt: Buffer, { ln, r, p }: typeof CURRENT, keyBytes = KEY_BYTES) =>
  scryptAsync(password.normalize('NFKC'), salt, keyBytes, { N: 2 ** ln, r, p, maxmem: MAX_MEMORY_BYTES })

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
