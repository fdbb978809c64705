import { expect, it } from 'vitest'
import { OptionError } from '../../src/net/option-error.ts'

const error = new OptionError(
  'secret',
  (name) => `${name('secret')} is not the secret of an issuer: set ${name('algorithm')}`,
)

it('names options as the SDK does', () => {
  expect(error).toBeInstanceOf(TypeError)
  expect(error).toMatchObject({
    option: 'secret',
    message: 'secret is not the secret of an issuer: set algorithm',
  })
})

it('names options as a program does, and leaves words alone that only read like one', () => {
  const names: Readonly<Record<string, string>> = { secret: 'SECRET', algorithm: 'TOKEN_SIGNING_ALG' }
  expect(error.messageWith((option) => names[option] ?? option)).toBe(
    'SECRET is not the secret of an issuer: set TOKEN_SIGNING_ALG',
  )
})
