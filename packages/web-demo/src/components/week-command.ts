/** The actions that the week's page takes from the address that leads to it. */
export type WeekCommandName = 'add' | 'submit' | 'copy' | 'fill'

/** State of the browser's history. The page acts on it once, and removes it. */
export interface WeekCommandState {
  readonly command?: WeekCommandName
}
