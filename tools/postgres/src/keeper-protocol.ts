export type Command =
  | {
      readonly name: 'create'
      readonly password: string
      readonly settings: Readonly<Record<string, string>>
    }
  | { readonly name: 'start' | 'remove' }
  | { readonly name: 'end'; readonly signal: 'SIGINT' | 'SIGKILL' }

export interface Request {
  readonly id: number
  readonly command: Command
}

export interface Reply {
  readonly id: number
  readonly state?: { readonly port: number; readonly pid: number | undefined }
  readonly error?: string
}
