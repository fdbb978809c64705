import cluster, { type Worker } from 'node:cluster'
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { AggregatorRegistry, type Registry } from 'prom-client'

/** A worker that is busy for longer is missing from a scrape. */
const patienceMs = 1_000

type WorkerMetrics = Awaited<ReturnType<Registry['getMetricsAsJSON']>>

/**
 * The messages by which one worker, which a scrape has reached, exposes the metrics of all: `collect` to the
 * primary, `read` to all workers, `metrics` back to the primary, `exposition` back to the first.
 */
type Message =
  | { readonly about: 'collect' | 'read'; readonly id: string }
  | { readonly about: 'metrics'; readonly id: string; readonly metrics: WorkerMetrics }
  | { readonly about: 'exposition'; readonly id: string; readonly text: string }

/** In a worker: exposes the metrics of all workers. */
export function exposeAllWorkers(registry: Registry): () => Promise<string> {
  const waiting = new Map<string, (text: string) => void>()
  process.on('message', async (message: Message) => {
    if (message.about === 'read') {
      send({ about: 'metrics', id: message.id, metrics: await registry.getMetricsAsJSON() })
    } else if (message.about === 'exposition') {
      waiting.get(message.id)?.(message.text)
      waiting.delete(message.id)
    }
  })
  return () =>
    new Promise((resolve) => {
      const id = randomUUID()
      waiting.set(id, resolve)
      send({ about: 'collect', id })
    })
}

function send(message: Message): void {
  // Without the primary, this process ends.
  process.send?.(message, undefined, undefined, () => {})
}

/** In the primary: collects the metrics of all workers when one of them asks. */
export function collectWorkerMetrics(): void {
  const collections = new Map<string, (metrics: WorkerMetrics) => void>()
  cluster.on('message', async (worker: Worker, message: Message) => {
    if (message.about === 'metrics') collections.get(message.id)?.(message.metrics)
    if (message.about !== 'collect') return
    const { id } = message
    const text = await merged(await collect(id))
    sendTo(worker, { about: 'exposition', id, text })
  })

  function collect(id: string): Promise<readonly WorkerMetrics[]> {
    const asked = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? [])
    const collected: WorkerMetrics[] = []
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        collections.delete(id)
        resolve(collected)
      }
      const timer = setTimeout(end, patienceMs)
      collections.set(id, (metrics) => {
        if (collected.push(metrics) === asked.length) end()
      })
      for (const worker of asked) sendTo(worker, { about: 'read', id })
    })
  }
}

function sendTo(worker: Worker, message: Message): void {
  // A worker that has ended does not receive it.
  worker.send(message, undefined, () => {})
}

/** Each series has the label of its worker, so that the "sum" of a metric has the series of all. */
function merged(metricsOfWorkers: readonly WorkerMetrics[]): Promise<string> {
  const all = metricsOfWorkers.map((metrics) =>
    metrics.map((metric) => ({ ...metric, aggregator: 'sum' as const })),
  )
  return AggregatorRegistry.aggregate(all).metrics()
}
