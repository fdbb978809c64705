// Preloaded into each server that `start` runs. When `start` ends without having stopped it (kill -9), the
// channel between them closes, and the server ends as on a SIGTERM.
import process from 'node:process'

process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
