// Runs use-sdk.mjs in a project that has installed the packed SDK, on Node, Bun or Deno. Prints its result.
import process from 'node:process'
import { fileTokenCache } from 'timesheets-sdk/auth/file-cache'
import { fileOutboxStorage } from 'timesheets-sdk/outbox/file'
import { useSdk } from './use-sdk.mjs'

const settings = JSON.parse(process.env.USE_SDK)
const file = (name) => `${process.env.HOME}/${name}-${settings.platform}.json`
const [cache, storage] = [fileTokenCache(file('tokens')), fileOutboxStorage(file('outbox'))]
console.log(JSON.stringify(await useSdk({ ...settings, cache, storage })))
