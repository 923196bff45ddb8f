import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../src/index.ts';

// What an editor shows to the users of the package: asked of the language service, for the sources and for the
// declarations that are published.

const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url));
const probe = fileURLToPath(new URL('./probe.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mm7-schema-'));
const published = join(folder, 'index.d.ts');

beforeAll(async () => {
  await build({
    entry: [entry],
    outDir: folder,
    format: ['esm'],
    dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } },
    tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
    config: false,
    silent: true,
  });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A language service over one file that imports the package; `|` marks a place in it.
class Editor {
  readonly #service: ts.LanguageService;
  #text = '';
  #version = 0;

  constructor(target: string) {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      types: [],
      paths: { '@mm7/schema': [target] },
    };
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      getScriptFileNames: () => [probe],
      getScriptVersion: (file) => (file === probe ? String(this.#version) : '1'),
      getScriptSnapshot: (file) => {
        const text = file === probe ? this.#text : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      fileExists: (file) => file === probe || ts.sys.fileExists(file),
      readFile: (file) => (file === probe ? this.#text : ts.sys.readFile(file)),
      directoryExists: ts.sys.directoryExists,
    });
  }

  #open(marked: string): number {
    this.#text = `import type * as mm7 from '@mm7/schema';\n${marked.replace('|', '')}`;
    this.#version += 1;
    return this.#text.length - marked.length + Math.max(marked.indexOf('|'), 0) + (marked.includes('|') ? 1 : 0);
  }

  hover(marked: string): { readonly type: string; readonly comment: string; readonly tags: readonly string[] } {
    const info = this.#service.getQuickInfoAtPosition(probe, this.#open(marked));
    return {
      type: ts.displayPartsToString(info?.displayParts),
      comment: ts.displayPartsToString(info?.documentation),
      tags: (info?.tags ?? []).map(({ name }) => name),
    };
  }

  completions(marked: string): string[] {
    const found = this.#service.getCompletionsAtPosition(probe, this.#open(marked), {});
    return (found?.entries ?? []).map(({ name }) => name);
  }

  errors(text: string): string[] {
    this.#open(text);
    return this.#service
      .getSemanticDiagnostics(probe)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  // The properties of a type and of all objects in it, each with its comment behind its path.
  comments(type: string): string[] {
    this.#open(`declare const value: mm7.${type};\nexport { value };`);
    const program = this.#service.getProgram();
    const source = program?.getSourceFile(probe);
    const declaration = source?.statements.find(ts.isVariableStatement)?.declarationList.declarations[0];
    if (program === undefined || declaration === undefined) throw new Error('the probe is gone');
    const checker = program.getTypeChecker();
    const found = new Set<string>();
    const visit = (of: ts.Type, path: string): void => {
      if (of.isUnion()) {
        for (const member of of.types) visit(member, path);
        return;
      }
      if ((of.flags & ts.TypeFlags.Object) === 0) return;
      const element = checker.getIndexTypeOfType(of, ts.IndexKind.Number);
      if (element !== undefined) {
        visit(element, `${path}[]`);
        return;
      }
      for (const property of of.getProperties()) {
        const here = `${path}.${property.name}`;
        found.add(`${here}: ${ts.displayPartsToString(property.getDocumentationComment(checker))}`);
        // Extensions hold extensions.
        if (property.name !== 'extensions' && property.name !== 'headerBlocks') {
          visit(checker.getTypeOfSymbolAtLocation(property, declaration), here);
        }
      }
    };
    visit(checker.getTypeAtLocation(declaration), type);
    return [...found].sort();
  }
}

const editors = { sources: new Editor(entry), published: new Editor(published) };

const typeNames = [...Object.keys(messages), 'Fault'].map((name) => name.charAt(0).toUpperCase() + name.slice(1));

describe.each(['sources', 'published'] as const)('in the %s', (where) => {
  const editor = editors[where];

  test('hovering over a property shows its comment', () => {
    const { type, comment } = editor.hover('declare const m: mm7.SubmitReq; m.sub|ject;');
    expect(comment).toBe('Title of the message, to the letter.');
    expect(type).toContain('(property) subject?: string');
  });

  test('hovering over a property of a message that is told apart by its operation shows its comment', () => {
    const { comment } = editor.hover("declare const m: mm7.Message; if (m.operation === 'SubmitReq') m.recip|ients;");
    expect(comment).toBe('To whom the message goes.');
  });

  test('hovering over a message shows what it is, with an example', () => {
    const { comment, tags } = editor.hover('type T = mm7.Submit|Req;');
    expect(comment).toContain('TS 23.140');
    expect(tags).toContain('example');
  });

  test.each(typeNames)('every property of %s has a comment, down to the last object', (name) => {
    const comments = editor.comments(name);
    expect(comments.length).toBeGreaterThan(4);
    expect(comments.filter((comment) => comment.endsWith(': '))).toEqual([]);
  });

  test('an error names what is missing, and prints no type of ours that nobody knows', () => {
    const [error, ...others] = editor.errors("const m: mm7.SubmitReq = { operation: 'SubmitReq' }; m;");
    expect(others).toEqual([]);
    expect(error).toContain('senderIdentification');
    expect(error).toContain('recipients');
    expect(error).toContain("'SubmitReq'");
    expect(error).not.toMatch(/Field<|Infer<|Table<|Typed</);
    expect(error?.length).toBeLessThan(250);
  });

  test('an error in an object of a message reads as well', () => {
    const [error] = editor.errors("const m: mm7.Recipients = { to: [{ kind: 'number' }] }; m;");
    expect(error).toContain("Property 'value' is missing");
    expect(error?.length).toBeLessThan(400);
  });

  test('a misspelt property is an error that suggests the right one', () => {
    const [error] = editor.errors(
      "const m: mm7.DeliverReq = { operation: 'DeliverReq', sender: { kind: 'number', value: '1' }, subjct: 'x' }; m;",
    );
    expect(error).toContain("'subjct'");
    expect(error).toContain("'subject'");
    expect(error?.length).toBeLessThan(250);
  });

  test('a value of a wrong type is an error that names both types', () => {
    const [error] = editor.errors("const s: mm7.Status = { statusCode: '1000' }; s;");
    expect(error).toBe("Type 'string' is not assignable to type 'number'.");
  });

  test('a property is not at hand before it is known which message it is', () => {
    expect(editor.errors('declare const m: mm7.Message; m.sender;')).toHaveLength(1);
  });

  test('each operation narrows to its message, and nothing is left over', () => {
    const cases = [...Object.keys(messages), 'Fault'].map((name) => {
      const type = name.charAt(0).toUpperCase() + name.slice(1);
      return `case '${name}': { const narrowed: mm7.${type} = m; void narrowed; break; }`;
    });
    const text = `function f(m: mm7.Message) { switch (m.operation) { ${cases.join(' ')} default: { const n: never = m; void n; } } } void f;`;
    expect(editor.errors(text)).toEqual([]);
    expect(editor.errors(text.replace(/case 'CancelReq'.*?break; \}/, ''))).toHaveLength(1);
  });

  test('the values of an open enumeration are suggested, and others are taken', () => {
    expect(editor.completions("const p: mm7.Priority = '|';")).toEqual(
      expect.arrayContaining(['Low', 'Normal', 'High']),
    );
    expect(editor.errors("const p: mm7.Priority = 'Urgent'; p;")).toEqual([]);
  });

  test('what peers leave out is optional, what a message cannot be without is not', () => {
    const base = "operation: 'DeliverRsp', status: { statusCode: 1000 }";
    expect(editor.errors(`const m: mm7.DeliverRsp = { ${base} }; m;`)).toEqual([]);
    expect(editor.errors(`const m: mm7.DeliverRsp = { ${base}, statusText: undefined }; m;`)).toHaveLength(1);
    expect(editor.errors("const m: mm7.DeliverRsp = { operation: 'DeliverRsp' }; m;")[0]).toContain("'status'");
  });
});

test('every comment of the sources survives into the published declarations', () => {
  for (const name of typeNames) expect(editors.published.comments(name)).toEqual(editors.sources.comments(name));
  const comments = readFileSync(fileURLToPath(new URL('../src/messages.ts', import.meta.url)), 'utf8').matchAll(
    /\/\*\*(.*?)\*\//gs,
  );
  const flat = (text: string): string => text.replace(/\s*\n\s*\*?\s*/g, ' ').trim();
  const declarations = flat(readFileSync(published, 'utf8'));
  for (const [, comment = ''] of comments) expect(declarations).toContain(flat(comment));
});
