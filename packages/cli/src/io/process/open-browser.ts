import { spawn } from 'node:child_process'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Opens an address in the person's browser, if this machine has one.
 *
 * @returns whether a program was started to do so; it may still fail, so show the address in any case
 */
export function openBrowser(url: URL, env: Env): Promise<boolean> {
  const command = commandFor(url.href, env)
  if (command === undefined) return Promise.resolve(false)
  const [program, ...args] = command
  return new Promise((resolve) => {
    // A process group of its own: Ctrl-C ends the sign-in and not the browser.
    const opener = spawn(program, args, { env, stdio: 'ignore', detached: true })
    opener.once('error', () => resolve(false))
    opener.once('spawn', () => {
      opener.unref()
      resolve(true)
    })
  })
}

function commandFor(address: string, env: Env): [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open', address]
  // Not by `start`: the shell would read the `&` of the address.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  // Without a display, xdg-open starts a browser in a terminal that nobody sees.
  return env.DISPLAY || env.WAYLAND_DISPLAY || env.BROWSER ? ['xdg-open', address] : undefined
}
