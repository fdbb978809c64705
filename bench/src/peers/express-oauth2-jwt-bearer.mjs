// Auth0's own middleware for Express, as in its documentation, before a route whose answer is in memory.
import process from 'node:process'
import express from 'express'
import { auth } from 'express-oauth2-jwt-bearer'

const answer = JSON.parse(process.env.ANSWER ?? 'null')

express()
  .get('/readyz', (_req, res) => res.json({ status: 'ready' }))
  .use(
    auth({
      issuerBaseURL: process.env.ISSUER_BASE_URL,
      audience: process.env.AUDIENCE,
      tokenSigningAlg: 'RS256',
    }),
  )
  .get('/me', (_req, res) => res.json(answer))
  .listen(Number(process.env.PORT), '127.0.0.1')
