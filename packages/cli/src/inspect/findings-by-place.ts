import type { Finding } from './finding.ts';
import type { XmlElement } from './xml-tree.ts';

const charsetCodes = new Set(['wrong-charset', 'charset-mismatch', 'undecodable-bytes', 'undecodable-envelope']);
const httpHead = 'HTTP head';
const partPath = /^\d+(?:\.\d+)*$/;

/** Findings, each to be taken at the place where it arises. What is not taken there is left for the whole. */
export class FindingsByPlace {
  #left: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    this.#left = findings;
  }

  /**
   * Those of a field of the HTTP head: what stands on its lines, or, without a line, what is said of its value.
   *
   * @param lines where the field begins and the next one does, as far as that is known
   */
  ofHeadField(
    name: string,
    lines: { readonly start: number | undefined; readonly end: number | undefined },
  ): readonly Finding[] {
    const { start = Number.POSITIVE_INFINITY, end = Number.POSITIVE_INFINITY } = lines;
    return this.#take(({ code, path, line }) => {
      if (path !== httpHead) return false;
      if (line !== undefined) return start <= line && line < end;
      return name.toLowerCase() === (code === 'content-length-mismatch' ? 'content-length' : 'content-type');
    });
  }

  /** Those of the HTTP head as a whole. */
  ofHead(): readonly Finding[] {
    return this.#take(({ path }) => path === httpHead);
  }

  /** Those of a part. */
  ofPart(path: string): readonly Finding[] {
    return this.#take((finding) => finding.path === path);
  }

  /** Those of each element of a document. Of elements with the same path the one that a finding stands in or after counts. */
  ofElements(root: XmlElement): ReadonlyMap<XmlElement, readonly Finding[]> {
    const elements = inDocumentOrder(root, '');
    const byPath = new Map<string, XmlElement[]>();
    for (const { path, element } of elements) addTo(byPath, path, element);
    const all = elements.map(({ element }) => element);
    const placed = new Map<XmlElement, Finding[]>();
    for (const finding of this.#take(isOfEnvelope)) {
      const candidates = finding.path === undefined ? all : (nearest(byPath, finding.path.toLowerCase()) ?? [root]);
      const element = candidates.findLast((each) => startsBefore(each, finding)) ?? candidates[0] ?? root;
      addTo(placed, element, finding);
    }
    return placed;
  }

  /** Those of the envelope as a whole. */
  ofEnvelope(): readonly Finding[] {
    return this.#take(({ code, path, line }) => charsetCodes.has(code) && path === undefined && line === undefined);
  }

  /** All that no place has taken. */
  rest(): readonly Finding[] {
    return this.#take(() => true);
  }

  #take(isWanted: (finding: Finding) => boolean): readonly Finding[] {
    const taken = this.#left.filter(isWanted);
    this.#left = this.#left.filter((finding) => !isWanted(finding));
    return taken;
  }
}

function isOfEnvelope({ code, path, line }: Finding): boolean {
  if (path === undefined) return line !== undefined || charsetCodes.has(code);
  return path !== httpHead && !partPath.test(path);
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function startsBefore(element: XmlElement, { line, column }: Finding): boolean {
  if (line === undefined) return false;
  return element.line < line || (element.line === line && element.column <= (column ?? Number.POSITIVE_INFINITY));
}

/** The elements at a path, or else at the nearest path above it: what is missing is missed there. */
function nearest(byPath: ReadonlyMap<string, XmlElement[]>, path: string): XmlElement[] | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const elements = byPath.get(path.slice(0, end));
    if (elements !== undefined) return elements;
  }
  return undefined;
}

function inDocumentOrder(
  element: XmlElement,
  parentPath: string,
): readonly { readonly path: string; readonly element: XmlElement }[] {
  const path = `${parentPath}/${element.local.toLowerCase()}`;
  return [{ path, element }, ...element.children.flatMap((child) => inDocumentOrder(child, path))];
}
