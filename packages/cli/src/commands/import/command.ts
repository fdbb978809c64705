import { Command } from 'commander'
import type { Run } from '../context.ts'
import type { ImportOptions } from './import-rows.ts'

/** `import <file.csv>` of a noun. */
export function importCommand(
  about: { readonly description: string; readonly columns: readonly string[]; readonly examples: string },
  run: Run<ImportOptions>,
): Command {
  const columns = `
The first line names the columns, in any order: ${about.columns.join(',')}
The same file again changes nothing. What is not in the file stays as it is.`
  return new Command('import')
    .description(about.description)
    .argument('<file>', 'a CSV file in UTF-8; - is the standard input')
    .option('--dry-run', 'say what would become of each row, and store nothing')
    .option('--json', 'print one JSON object at the end')
    .addHelpText('after', `${columns}\n${about.examples}`)
    .action((file: string, { dryRun = false, json = false }: { dryRun?: boolean; json?: boolean }) =>
      run({ file, dryRun, json }),
    )
}
