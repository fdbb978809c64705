import process from 'node:process'
import { serve } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import {
  challenge,
  createTokenVerifier,
  InvalidTokenError,
  readBearerToken,
  type VerifiedToken,
} from 'timesheets-sdk/verify'

type Env = { Variables: { caller: VerifiedToken } }

const verifier = createTokenVerifier({
  issuer: process.env.TIMESHEETS_ISSUER ?? '',
  audience: process.env.TIMESHEETS_AUDIENCE ?? '',
})

/** Lets a request through if its token is valid and grants `scope`. */
function requireScope(scope: string): MiddlewareHandler<Env> {
  return async (context, next) => {
    let caller: VerifiedToken
    try {
      caller = await verifier.verify(readBearerToken(context.req.header('authorization')))
    } catch (error) {
      return error instanceof InvalidTokenError
        ? context.body(null, 401, { 'WWW-Authenticate': challenge({ error: 'invalid_token' }) })
        : context.body(null, 503, { 'Retry-After': '5' })
    }
    if (!caller.scopes.has(scope)) {
      const header = challenge({ error: 'insufficient_scope', scopes: [scope] })
      return context.body(null, 403, { 'WWW-Authenticate': header })
    }
    context.set('caller', caller)
    return next()
  }
}

const app = new Hono<Env>()
app.get('/budget', requireScope('read:timesheets'), (context) => {
  const { isMachine, clientId, identity } = context.get('caller')
  return context.json({ caller: isMachine ? clientId : identity, hoursLeft: 120 })
})

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1' }, (address) => {
  console.log('listening on', address)
})
