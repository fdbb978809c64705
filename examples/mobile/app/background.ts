import * as BackgroundTask from 'expo-background-task'
import * as TaskManager from 'expo-task-manager'
import { createSession } from '../src/session'
import { phone } from './phone'
import { settings } from './settings'

const taskName = 'send-hours'

TaskManager.defineTask(taskName, async () => {
  const hours = await createSession(phone, settings).hours()
  const failure = await hours?.synchronize()
  return failure === undefined
    ? BackgroundTask.BackgroundTaskResult.Success
    : BackgroundTask.BackgroundTaskResult.Failed
})

/** Has the system send hours that wait, every 15 minutes at most, also while the application is closed. */
export async function sendInBackground(): Promise<void> {
  await BackgroundTask.registerTaskAsync(taskName, { minimumInterval: 15 })
}
