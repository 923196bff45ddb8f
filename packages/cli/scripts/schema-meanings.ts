import { join, resolve } from 'node:path';
import ts from 'typescript';

const workspace = resolve(import.meta.dirname, '../../..');
const schemaFile = join(workspace, 'packages/schema/src/index.ts');

/** Beyond this depth stand extensions, which hold themselves. */
const deepest = 5;

/**
 * What the doc comments of the schema say of each message and each of its fields, by the way there: `SubmitReq`,
 * `SubmitReq.subject`, `SubmitReq.recipients.to`. The types are read with the TypeScript compiler, so that the comments in
 * the schema's tables stay the one place where a meaning is written.
 */
export function schemaMeanings(): Record<string, string> {
  const program = ts.createProgram([schemaFile], compilerOptions());
  const checker = program.getTypeChecker();
  const meanings = new Map<string, string>();
  for (const message of messageTypes(program, checker)) {
    const operation = operationOf(message, checker);
    note(meanings, operation, message.symbol, checker);
    collect(meanings, operation, message, checker, 1);
  }
  return Object.fromEntries(meanings);
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(workspace, 'tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, workspace).options;
}

function messageTypes(program: ts.Program, checker: ts.TypeChecker): readonly ts.Type[] {
  const source = program.getSourceFile(schemaFile);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const symbol = exported.find(({ name }) => name === 'Message');
  if (symbol === undefined) throw new Error(`${schemaFile} exports no Message`);
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  return type.isUnion() ? type.types : [type];
}

function operationOf(message: ts.Type, checker: ts.TypeChecker): string {
  const property = message.getProperty('operation');
  const type = property === undefined ? undefined : checker.getTypeOfSymbol(property);
  if (type?.isStringLiteral() !== true) throw new Error(`${checker.typeToString(message)} has no operation`);
  return type.value;
}

function collect(
  meanings: Map<string, string>,
  path: string,
  type: ts.Type,
  checker: ts.TypeChecker,
  depth: number,
): void {
  if (depth > deepest) return;
  for (const property of checker.getPropertiesOfType(type)) {
    if (property.name === 'operation' || property.name === 'extensions' || property.name === 'headerBlocks') continue;
    const place = `${path}.${property.name}`;
    note(meanings, place, property, checker);
    for (const inner of objectTypes(checker.getTypeOfSymbol(property), checker)) {
      collect(meanings, place, inner, checker, depth + 1);
    }
  }
}

function note(meanings: Map<string, string>, path: string, symbol: ts.Symbol, checker: ts.TypeChecker): void {
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim();
  if (comment !== '') meanings.set(path, comment);
}

/** The object types that a property can hold, alone or in a list. */
function objectTypes(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  const members = type.isUnion() ? type.types : [type];
  return members.flatMap((member) => {
    if (checker.isArrayType(member))
      return checker.getTypeArguments(toReference(member)).flatMap((each) => objectTypes(each, checker));
    return (member.flags & ts.TypeFlags.Object) === 0 ? [] : [member];
  });
}

function toReference(type: ts.Type): ts.TypeReference {
  if (!isReference(type)) throw new Error('an array type is a reference to Array');
  return type;
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return 'target' in type;
}
