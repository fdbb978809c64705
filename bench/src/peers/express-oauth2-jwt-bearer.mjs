// Auth0's own middleware for Express, as in its documentation, before a route with a response from memory.
import process from 'node:process'
import express from 'express'
import { auth } from 'express-oauth2-jwt-bearer'

const body = JSON.parse(process.env.BODY ?? 'null')

express()
  .get('/readyz', (_req, res) => res.json({ status: 'ready' }))
  .use(
    auth({
      issuerBaseURL: process.env.ISSUER_BASE_URL,
      audience: process.env.AUDIENCE,
      tokenSigningAlg: 'RS256',
    }),
  )
  .get('/me', (_req, res) => res.json(body))
  .listen(Number(process.env.PORT), '127.0.0.1')
