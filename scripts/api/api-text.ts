import ts from 'typescript'
import { root } from '../validation/page.js'

const HEAD = `# API

What \`taolab\` exports, from its declarations and docstrings; \`taolab/engine\` has those marked with a dot (·), and runs in a
browser too. Written by \`npm run api\`; do not edit it. Examples: [README](../README.md), [own-agents.md](own-agents.md),
[scale.md](scale.md).
`

/** One exported name. */
interface Entry {
  readonly name: string
  readonly kind: 'Functions' | 'Classes' | 'Types' | 'Values'
  readonly engine: boolean
  /** Declaration, in TypeScript. */
  readonly shape: string
  readonly words: string
  /** File among src. */
  readonly file: string
}

/** docs/api.md, from the sources as they stand. Names in order of the alphabet, so that it says the same on every machine. */
export function apiText(): string {
  const entry = (file: string) => `${root}src/${file}.ts`
  const files = [entry('index'), entry('engine')]
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram(files, { ...options, noEmit: true })
  const checker = program.getTypeChecker()
  const exportsOf = (file: string) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
  const engine = new Set(exportsOf(files[1]).map((symbol) => symbol.name))
  const entries = exportsOf(files[0])
    .map((symbol) => entryOf(symbol, checker, engine.has(symbol.name)))
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
  const sections = (['Functions', 'Classes', 'Values', 'Types'] as const).map((kind) => {
    const found = entries.filter((one) => one.kind === kind)
    return `## ${kind}\n\n${found.map(entryText).join('\n')}`
  })
  return `${[HEAD, ...sections].join('\n').trimEnd()}\n`
}

function entryText({ name, engine, shape, words, file }: Entry): string {
  const text = words ? `${words}\n\n` : ''
  return `### ${name}${engine ? ' ·' : ''}\n\n${text}\`\`\`ts\n${shape}\n\`\`\`\n\nsrc/${file}\n`
}

function entryOf(exported: ts.Symbol, checker: ts.TypeChecker, engine: boolean): Entry {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
  const declaration = symbol.declarations![0]
  const file = declaration.getSourceFile().fileName.replace(`${root}src/`, '')
  const words = proseOf(symbol, checker)
  return {
    name: exported.name,
    kind: kindOf(declaration),
    engine,
    shape: shapeOf(declaration, checker),
    words,
    file,
  }
}

function kindOf(declaration: ts.Declaration): Entry['kind'] {
  if (ts.isFunctionDeclaration(declaration)) return 'Functions'
  if (ts.isClassDeclaration(declaration)) return 'Classes'
  if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) return 'Types'
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
  return value && ts.isArrowFunction(value) ? 'Functions' : 'Values'
}

/** The docstring as prose: formulas, which are indented, as blocks; tags as a list. */
function proseOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  const tags = symbol.getJsDocTags(checker).map(({ name, text: parts }) => {
    const words = ts.displayPartsToString(parts).trim()
    return name === 'example' ? `\`\`\`ts\n${words}\n\`\`\`` : `- *${name}* ${words.replace(/\s+/g, ' ')}`
  })
  return [text.trim(), tags.join('\n')].filter(Boolean).join('\n\n')
}

/** The declaration without what it does: no bodies, no private parts, no values of constants. */
function shapeOf(declaration: ts.Declaration, checker: ts.TypeChecker): string {
  const source = declaration.getSourceFile()
  if (ts.isFunctionDeclaration(declaration)) return headOf(declaration, source)
  if (ts.isClassDeclaration(declaration)) return classOf(declaration, checker)
  if (ts.isVariableDeclaration(declaration)) return constantOf(declaration, source)
  return declaration.getText(source).replace(/^export /, '')
}

/** Up to the body of a function. */
function headOf(one: ts.FunctionLikeDeclaration, source: ts.SourceFile): string {
  const start = one.getStart(source)
  const end = one.body ? one.body.getStart(source) : one.getEnd()
  return source.text
    .slice(start, end)
    .trim()
    .replace(/^export /, '')
    .replace(/\s*=>$/, '')
}

/** A class with what it inherits: who reads of a `ChainView` does not look for its base. */
function classOf(one: ts.ClassDeclaration, checker: ts.TypeChecker): string {
  const source = one.getSourceFile()
  const open = source.text.slice(one.getStart(source), one.members.pos).replace(/^export /, '')
  const inherited = basesOf(one, checker).flatMap((base) => [
    `\n  // of ${base.name!.text}`,
    ...membersOf(base).filter((shape) => !shape.startsWith('  constructor')),
  ])
  return `${open}\n${[...membersOf(one), ...inherited].join('\n')}\n}`
}

/** The classes that it extends, nearest first, as far as they are ours. */
function basesOf(one: ts.ClassDeclaration, checker: ts.TypeChecker): ts.ClassDeclaration[] {
  const clause = one.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
  const declared = clause && checker.getTypeAtLocation(clause.types[0]).symbol?.valueDeclaration
  if (!declared || !ts.isClassDeclaration(declared)) return []
  return declared.getSourceFile().fileName.startsWith(`${root}src/`)
    ? [declared, ...basesOf(declared, checker)]
    : []
}

const isPrivate = (member: ts.ClassElement): boolean =>
  (member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
  (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Protected | ts.ModifierFlags.Private)) !== 0

/** Heads of what it has for others, each under its docstring. */
function membersOf(one: ts.ClassDeclaration): string[] {
  const source = one.getSourceFile()
  return one.members
    .filter((member) => !isPrivate(member))
    .map((member) => {
      const shape = ts.isFunctionLike(member)
        ? headOf(member as ts.FunctionLikeDeclaration, source)
        : member.getText(source)
      // Further lines are indented already, as they stand in the source.
      const words = ts.getJSDocCommentsAndTags(member).map((doc) => `  ${doc.getText(source)}\n`)
      return `${words.join('')}  ${shape}`
    })
}

/** A constant: the head of its function, its written type, or the first line of its value. */
function constantOf(one: ts.VariableDeclaration, source: ts.SourceFile): string {
  const { initializer: value, type } = one
  const name = one.name.getText(source)
  if (value && ts.isArrowFunction(value)) return `const ${name} = ${headOf(value, source)}`
  if (type) return `const ${name}: ${type.getText(source)}`
  const text = value?.getText(source) ?? ''
  return `const ${name} = ${text.includes('\n') ? `${text.split('\n')[0]} …` : text}`
}
