import path from 'node:path';
import ts from 'typescript';

const sources = path.resolve(import.meta.dirname, '../../packages/schema/src');
const configuration = path.resolve(import.meta.dirname, '../../tsconfig.base.json');

const { config } = ts.readConfigFile(configuration, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(configuration));
const program = ts.createProgram([path.join(sources, 'index.ts')], options);
const checker = program.getTypeChecker();

/** The doc comment of what a file of the schema exports under a name. */
export function commentOf(file: string, name: string): string {
  return comment(exported(file, name));
}

/** The type that a file of the schema exports under a name, or the type of the value it exports. */
export function typeOf(file: string, name: string): ts.Type {
  const symbol = exported(file, name);
  const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
  return isValue ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
}

/** The type that a file exports of the values of a declaration, as in `type Priority = ValueOf<typeof priority>`. */
export function valuesOf(file: string, declaration: string): { readonly name: string; readonly comment: string } {
  for (const statement of sourceFile(file).statements) {
    if (!ts.isTypeAliasDeclaration(statement) || statement.type.getText() !== `ValueOf<typeof ${declaration}>`)
      continue;
    return { name: statement.name.text, comment: commentOf(file, statement.name.text) };
  }
  throw new Error(`${file} exports no type of the values of ${declaration}`);
}

/** How TypeScript prints the type of the values of a schema type. */
export function valueTypeText(type: ts.Type): string {
  const phantom = type.getProperties().find((property) => property.name.startsWith('__@value'));
  if (phantom === undefined) throw new Error(`${checker.typeToString(type)} has no type of values`);
  return checker.typeToString(checker.getNonNullableType(checker.getTypeOfSymbol(phantom)));
}

/** The doc comment of a property. */
export function propertyComment(type: ts.Type, key: string): string {
  return comment(property(type, key));
}

/** The type of a property; of one that holds a list, the type of what is in it. */
export function propertyType(type: ts.Type, key: string): ts.Type {
  const value = checker.getNonNullableType(checker.getTypeOfSymbol(property(type, key)));
  return (checker.isArrayType(value) ? checker.getIndexTypeOfType(value, ts.IndexKind.Number) : undefined) ?? value;
}

/** The types of a union, by the text of the literal that tells them apart under a key. */
export function alternatives(union: ts.Type, key: string): ReadonlyMap<string, ts.Type> {
  const types = union.isUnion() ? union.types : [];
  return new Map(
    types.map((type) => {
      const literal = propertyType(type, key);
      if (!literal.isStringLiteral()) throw new Error(`${key} of ${checker.typeToString(type)} tells nothing apart`);
      return [literal.value, type];
    }),
  );
}

/** The name and doc comment of an interface. */
export function interfaceOf(type: ts.Type): { readonly name: string; readonly comment: string } {
  const symbol = type.getSymbol();
  if (symbol === undefined) throw new Error(`${checker.typeToString(type)} is no interface`);
  return { name: symbol.name, comment: comment(symbol) };
}

/** The keys of an exported object, in groups that begin with a line comment; the comment is the name of the group. */
export function groupsOf(file: string, name: string): ReadonlyMap<string, readonly string[]> {
  const declaration = exported(file, name).valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) throw new Error(`${name} is no value`);
  const object = declaration.initializer && objectLiteral(declaration.initializer);
  const text = declaration.getSourceFile().text;
  const groups = new Map<string, string[]>();
  let group: string[] | undefined;
  for (const property of object?.properties ?? []) {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, property.getFullStart()) ?? []) {
      group = [];
      groups.set(text.slice(pos, end).replace(/^\/\/ */, ''), group);
    }
    if (group === undefined) throw new Error(`${name} begins without a group`);
    group.push(property.name?.getText().replaceAll("'", '') ?? '');
  }
  return groups;
}

function objectLiteral(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(node)) return node;
  return ts.isSatisfiesExpression(node) || ts.isAsExpression(node) ? objectLiteral(node.expression) : undefined;
}

function property(type: ts.Type, key: string): ts.Symbol {
  const symbol = type.getProperty(key);
  if (symbol === undefined) throw new Error(`${checker.typeToString(type)} has no ${key}`);
  return symbol;
}

function comment(symbol: ts.Symbol): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  if (text === '') throw new Error(`${symbol.name} has no doc comment`);
  const paragraphs = text.replace(/\{@link (\w+) ?\}/g, '`$1`').split('\n\n');
  return paragraphs.map((paragraph) => paragraph.replaceAll('\n', ' ')).join('\n\n');
}

function exported(file: string, name: string): ts.Symbol {
  const module = checker.getSymbolAtLocation(sourceFile(file));
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name);
  if (symbol === undefined) throw new Error(`${file} exports no ${name}`);
  return symbol;
}

function sourceFile(file: string): ts.SourceFile {
  const found = program.getSourceFile(path.join(sources, file));
  if (found === undefined) throw new Error(`there is no ${file}`);
  return found;
}
