import type { NextFunction, RequestHandler } from 'express'

/**
 * Several handlers as one: for Express each costs as much to find as it does to run. Each must hand its errors to `next`:
 * a promise that it returns is not looked at.
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
