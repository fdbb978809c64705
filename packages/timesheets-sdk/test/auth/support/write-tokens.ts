// A process of its own that writes to a token cache: node write-tokens.ts <file> <name> <count>
import { fileTokenCache } from '../../../src/auth/file-cache.ts'

const [file = '', name = '', count = '0'] = process.argv.slice(2)
const cache = fileTokenCache(file)
for (let index = 0; index < Number(count); index++) {
  const accessToken = `${name}-${index}-${'x'.repeat(2000)}`
  await cache.set(name, { accessToken, obtainedAtMs: Date.now(), expiresAtMs: Date.now() + 3_600_000 })
}
