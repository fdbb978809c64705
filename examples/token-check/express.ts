import process from 'node:process'
import express, { type RequestHandler } from 'express'
import { challenge, createTokenVerifier, InvalidTokenError, readBearerToken } from 'timesheets-sdk/verify'

const verifier = createTokenVerifier({
  issuer: process.env.TIMESHEETS_ISSUER ?? '',
  audience: process.env.TIMESHEETS_AUDIENCE ?? '',
})

/** Lets a request through if its token is valid and grants `scope`. */
function requireScope(scope: string): RequestHandler {
  return async (request, response, next) => {
    try {
      const caller = await verifier.verify(readBearerToken(request.headers.authorization))
      response.locals.caller = caller
      if (caller.scopes.has(scope)) return next()
      const header = challenge({ error: 'insufficient_scope', scopes: [scope] })
      response.status(403).set('WWW-Authenticate', header).end()
    } catch (error) {
      if (error instanceof InvalidTokenError) {
        response
          .status(401)
          .set('WWW-Authenticate', challenge({ error: 'invalid_token' }))
          .end()
      } else response.status(503).set('Retry-After', '5').end()
    }
  }
}

const app = express()
app.get('/budget', requireScope('read:timesheets'), (_request, response) => {
  const { isMachine, clientId, identity } = response.locals.caller
  response.json({ caller: isMachine ? clientId : identity, hoursLeft: 120 })
})

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log('listening on', server.address())
})
