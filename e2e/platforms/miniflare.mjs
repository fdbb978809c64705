// Runs worker.mjs in workerd, without nodejs_compat. Prints its response.
import process from 'node:process'
import { Miniflare } from 'miniflare'

const worker = new Miniflare({
  modules: true,
  scriptPath: 'worker.mjs',
  compatibilityDate: '2026-07-01',
  bindings: { settings: JSON.parse(process.env.USE_SDK) },
})
try {
  const response = await worker.dispatchFetch('http://worker.localhost/')
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  console.log(text)
} finally {
  await worker.dispose()
}
