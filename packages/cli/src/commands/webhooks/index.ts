import { Command } from 'commander'
import type { Act, Run } from '../context.ts'
import { addWebhook, addWebhookCommand } from './add.ts'
import { changeStatus, pauseCommand, resumeCommand } from './change-status.ts'
import { listWebhooks, listWebhooksCommand } from './list.ts'
import { removeWebhook, removeWebhookCommand } from './remove.ts'
import { rotateSecret, rotateSecretCommand } from './rotate-secret.ts'
import { showWebhook, showWebhookCommand } from './show.ts'
import { testWebhook, testWebhookCommand } from './test.ts'

/** `timesheets webhooks`, with its commands. */
export function webhookCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('webhooks')
    .description('have endpoints told of what happens')
    .addCommand(listWebhooksCommand(runner(listWebhooks)))
    .addCommand(addWebhookCommand(runner(addWebhook)))
    .addCommand(showWebhookCommand(runner(showWebhook)))
    .addCommand(pauseCommand(runner(changeStatus)))
    .addCommand(resumeCommand(runner(changeStatus)))
    .addCommand(removeWebhookCommand(runner(removeWebhook)))
    .addCommand(rotateSecretCommand(runner(rotateSecret)))
    .addCommand(testWebhookCommand(runner(testWebhook)))
}
