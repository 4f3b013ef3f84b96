import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DomainError } from '@/lib/errors'
import { publicAction } from './server-action'

const rename = publicAction({
  input: z.object({ name: z.string().min(1).max(5), address: z.object({ city: z.string() }).optional() }),
  async run({ name }) {
    if (name === 'taken') {
      throw new DomainError('name-taken', { retryAfterSeconds: 3, cause: new Error('of ours') })
    }
    if (name === 'bug') throw new TypeError('a bug')
    return { name }
  },
})

describe('a server action', () => {
  it('answers with what the screen shows', async () => {
    expect(await rename({ name: 'ana' })).toEqual({ ok: true, data: { name: 'ana' } })
  })

  it('takes a form as well, with the fields that React adds', async () => {
    const form = new FormData()
    form.set('name', 'ana')
    form.set('$ACTION_ID_1', '')
    expect(await rename(form)).toEqual({ ok: true, data: { name: 'ana' } })
  })

  it('names each wrong field with a code for which the screen has words', async () => {
    const form = new FormData()
    expect(await rename(form)).toEqual({ ok: false, code: 'validation', fields: { name: 'required' } })
    const wrong = { name: 'too long', address: { city: 1 } } as unknown as { name: string }
    expect(await rename(wrong)).toMatchObject({ fields: { name: 'too-long', 'address.city': 'invalid' } })
  })

  it('turns a refusal into its code, without causes', async () => {
    expect(await rename({ name: 'taken' })).toEqual({
      ok: false,
      code: 'name-taken',
      details: { retryAfterSeconds: 3 },
    })
  })

  it('lets bugs pass, so that they are seen', () =>
    expect(rename({ name: 'bug' })).rejects.toThrow(TypeError))
})
