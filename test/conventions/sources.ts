/** Knows our files and what each of them imports, for the tests beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..', '..')

/** One file; the path is from the project's folder, with `/`. */
export interface Source {
  path: string
  text: string
}

/** One import of a file of ours: of another of ours (`src/…`), or of a package. */
export interface Import {
  from: string
  to: string
  typeOnly: boolean
}

/** Every file below a folder, should there be one, whose name has one of the endings. */
export function filesBelow(folder: string, endings: string[]): Source[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort()
    .map(readSource)
}

/** One file of the project. */
export const readSource = (path: string): Source => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
})

/** The specifiers of static, dynamic and type imports, and of what is exported from elsewhere. */
function specifiersIn({ path, text }: Source): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = []
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return found
}

/** `'../store/places.ts'` in `src/booking/facts.ts` → `src/store/places.ts`; `'pg/lib/x'` → `pg`. */
function targetOf(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  if (specifier.startsWith('node:')) return 'node'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Every import of a file. */
export const importsOf = (source: Source): Import[] =>
  specifiersIn(source).map(({ specifier, typeOnly }) => ({
    from: source.path,
    to: targetOf(source.path, specifier),
    typeOnly,
  }))

/** Our TypeScript of the service itself. */
export const sources = filesBelow('src', ['.ts'])

/** Our TypeScript of the tests. */
export const tests = filesBelow('test', ['.ts'])

/** `path:line: text` of every line that the pattern finds; comments count, so that nothing hides in one. */
export const linesWith = (files: readonly Source[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, position) => (pattern.test(line) ? [`${path}:${position + 1}: ${line.trim()}`] : [])),
  )
