import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { declarations as sdkDeclarations } from '../build/declarations.ts'

const folder = fileURLToPath(new URL('../', import.meta.url))
const shared: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
}

/** The declarations of the sources, read by a program without lib `dom` and the types of Node. */
let declarations: ts.Program
let own: ReadonlySet<string>

beforeAll(() => {
  const files = new Map([...sdkDeclarations()].map(([path, text]) => [`${folder}declarations/${path}`, text]))
  const bare = { ...shared, lib: ['lib.es2023.d.ts'], types: [], noEmit: true }
  const host = ts.createCompilerHost(bare)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.readFile = (path) => files.get(path) ?? readFile(path)
  host.getSourceFile = (path, options, ...rest) => {
    const text = files.get(path)
    return text === undefined
      ? getSourceFile(path, options, ...rest)
      : ts.createSourceFile(path, text, options, true)
  }
  // Otherwise TypeScript does not look into a folder that is only in memory.
  host.directoryExists = undefined
  own = new Set(files.keys())
  declarations = ts.createProgram([...own], bare, host)
  // Two programs: far more than the hooks of other tests.
}, 240_000)

const ownFiles = () => declarations.getSourceFiles().filter(({ fileName }) => own.has(fileName))

test('no declaration needs lib dom or the types of Node', () => {
  const found = ownFiles().flatMap((file) => declarations.getSemanticDiagnostics(file))
  const inWords = found.map(
    ({ file, messageText }) =>
      `${file?.fileName.slice(folder.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  )
  expect(inWords).toEqual([])
}, 120_000)

/** The exported type of this name, wherever it is declared. */
function typeNamed(name: string): ts.Type {
  const checker = declarations.getTypeChecker()
  for (const file of ownFiles()) {
    const module = checker.getSymbolAtLocation(file)
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name)
    if (symbol && (symbol.flags & ts.SymbolFlags.Alias) === 0) return checker.getDeclaredTypeOfSymbol(symbol)
  }
  throw new Error(`no type ${name}`)
}

const clientNouns = ['Entries', 'Weeks', 'Events', 'Webhooks', 'Reports', 'Reminders', 'People', 'Newcomers']

test.each([
  ...['Entry', 'NewEntry', 'PushedEntry', 'EntryPatch', 'Week', 'Event', 'WebhookPayload'],
  ...[...clientNouns, 'Absences', 'Projects', 'PolicyOfApi', 'TimesheetsClient', 'CallOptions'],
  ...['TokenProvider', 'AuthorizationCode', 'DeviceAuthorization', 'TokenVerifier', 'PushSummary'],
])('every member of %s says in the declarations what it is', (name) => {
  const checker = declarations.getTypeChecker()
  const type = typeNamed(name)
  const members = (type.isUnion() ? type.types : [type]).flatMap((part) => part.getProperties())
  expect(members.length).toBeGreaterThan(0)
  const silent = members.filter((member) => member.getDocumentationComment(checker).length === 0)
  expect(new Set(silent.map((member) => member.name))).toEqual(new Set())
})
