import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, in letters that survive an address bar. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/**
 * What is stored of a secret. It is random and long, so a fast hash keeps it as well as a slow one would, and can be
 * looked up by.
 */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
