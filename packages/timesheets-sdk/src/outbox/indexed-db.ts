import type { KeyValueStorage } from '../auth/key-value-storage.ts'
import { OutboxError } from './errors.ts'

const store = 'texts'

/**
 * Keeps texts in IndexedDB, for browsers. Web Locks keep tabs apart. What was written is on the disk before
 * the promise resolves, where the browser supports that.
 *
 * @throws {OutboxError} `misconfigured`, when it is used on a platform without IndexedDB
 */
export function indexedDbStorage(databaseName = 'timesheets'): KeyValueStorage {
  let opened: Promise<IDBDatabase> | undefined

  async function run<T>(
    mode: IDBTransactionMode,
    work: (texts: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    opened ??= open(databaseName, () => {
      opened = undefined
    })
    const database = await opened.catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: 'strict' })
      const request = work(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
      transaction.onerror = () => reject(transaction.error)
    })
  }

  return {
    async getItem(key) {
      const text: unknown = await run('readonly', (texts) => texts.get(key))
      return typeof text === 'string' ? text : null
    },
    async setItem(key, value) {
      await run('readwrite', (texts) => texts.put(value, key))
    },
    async removeItem(key) {
      await run('readwrite', (texts) => texts.delete(key))
    },
  }
}

function open(name: string, onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const factory: IDBFactory | undefined = globalThis.indexedDB
    if (factory === undefined) {
      const message = 'This platform has no IndexedDB. Pass another storage to createOutbox.'
      throw new OutboxError('misconfigured', message)
    }
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const database = request.result
      // Browsers close it when the person clears the site's data; the next use opens it again.
      database.onclose = onClosed
      database.onversionchange = () => {
        database.close()
        onClosed()
      }
      resolve(database)
    }
  })
}
