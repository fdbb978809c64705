// Runs use-sdk.mjs in workerd. Responds with its result.
import { useSdk } from './use-sdk.mjs'

export default {
  async fetch(_request, { settings }) {
    try {
      return Response.json(await useSdk(settings))
    } catch (error) {
      return new Response(`${error?.stack ?? error} ${error?.cause?.stack ?? error?.cause ?? ''}`, {
        status: 500,
      })
    }
  },
}
