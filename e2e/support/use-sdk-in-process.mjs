// Runs use-sdk.mjs in a project that has installed the packed SDK, on Node, Bun or Deno. Prints its result.
import process from 'node:process'
import { fileTokenCache } from 'timesheets-sdk/auth/file-cache'
import { useSdk } from './use-sdk.mjs'

const settings = JSON.parse(process.env.USE_SDK)
const cache = fileTokenCache(`${process.env.HOME}/tokens-${settings.platform}.json`)
console.log(JSON.stringify(await useSdk({ ...settings, cache })))
