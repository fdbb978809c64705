import type { NextFunction, RequestHandler } from 'express'

/**
 * Combines handlers into one: Express takes as long to find a handler as to run it. Each must pass its errors
 * to `next`; a promise that it returns is ignored.
 */
export function inOneStep(...handlers: readonly RequestHandler[]): RequestHandler {
  return (req, res, next) => {
    let index = 0
    const step: NextFunction = (error?: unknown) => {
      const handler = error === undefined ? handlers[index++] : undefined
      return handler ? handler(req, res, step) : next(error)
    }
    return step()
  }
}
