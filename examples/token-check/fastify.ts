import process from 'node:process'
import fastify, { type preHandlerAsyncHookHandler } from 'fastify'
import {
  challenge,
  createTokenVerifier,
  InvalidTokenError,
  readBearerToken,
  type VerifiedToken,
} from 'timesheets-sdk/verify'

declare module 'fastify' {
  interface FastifyRequest {
    caller: VerifiedToken | null
  }
}

const verifier = createTokenVerifier({
  issuer: process.env.TIMESHEETS_ISSUER ?? '',
  audience: process.env.TIMESHEETS_AUDIENCE ?? '',
})

/** Lets a request through if its token is valid and grants `scope`. */
function requireScope(scope: string): preHandlerAsyncHookHandler {
  return async (request, reply) => {
    try {
      const caller = await verifier.verify(readBearerToken(request.headers.authorization))
      request.caller = caller
      if (caller.scopes.has(scope)) return
      const header = challenge({ error: 'insufficient_scope', scopes: [scope] })
      return reply.code(403).header('WWW-Authenticate', header).send()
    } catch (error) {
      if (error instanceof InvalidTokenError) {
        return reply
          .code(401)
          .header('WWW-Authenticate', challenge({ error: 'invalid_token' }))
          .send()
      }
      return reply.code(503).header('Retry-After', '5').send()
    }
  }
}

const app = fastify()
app.decorateRequest('caller', null)
app.get('/budget', { preHandler: requireScope('read:timesheets') }, async ({ caller }) => {
  return { caller: caller?.isMachine ? caller.clientId : caller?.identity, hoursLeft: 120 }
})

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })
console.log('listening on', app.server.address())
