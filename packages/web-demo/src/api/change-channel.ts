import { openChannel } from '../tab-channel.ts'

const channelName = 'timesheets-entries'

/** Calls back when another tab, or {@link tellOfChange}, has stored something; `tell` tells the others. */
export function onChangeElsewhere(listener: () => void): { tell(): void; close(): void } {
  const channel = openChannel(channelName)
  channel.addEventListener('message', listener)
  return { tell: () => channel.postMessage('stored'), close: () => channel.close() }
}

/** Tells every tab, this one included, that something was stored. */
export function tellOfChange(): void {
  const channel = openChannel(channelName)
  channel.postMessage('stored')
  channel.close()
}
