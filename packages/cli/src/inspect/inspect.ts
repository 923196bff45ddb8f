import { type HeaderFields, parseContentId, parseContentType } from '@mm7/multipart';
import { isMm7Document } from '@mm7/parser';
import type { Mm7Error } from '@mm7/schema';
import { type Failure, failureOf } from '../failure.ts';
import { inspectEnvelope } from './envelope-inspection.ts';
import { type Finding, findingOfFailure, findingOfWarning } from './finding.ts';
import { FindingsByPlace } from './findings-by-place.ts';
import { inspectHead } from './head-inspection.ts';
import type { InspectedEnvelope, Inspection, Opening } from './inspection.ts';
import type { Mask } from './mask.ts';
import { fieldsOf, inspectPart } from './part-inspection.ts';
import { contentIdOf, contentOf, leavesOf, type PartNode, partTree } from './part-tree.ts';
import { type Reading, readWhole, strictRefusal } from './reading.ts';
import { verdictOf } from './verdict.ts';

/** How much is shown of a capture that cannot be told for what it is. */
const openingLength = 1024;
const openingLines = 12;
const openingLine = 160;

/** How a capture is inspected. */
export interface InspectOptions {
  /** The Content-Type of the body; given, the whole capture is body. */
  readonly contentType?: string | undefined;
  readonly mask: Mask;
}

/** What came of an inspection. */
export interface Inspected {
  readonly inspection: Inspection;
  /** Why the message cannot be read, secrets masked. */
  readonly failure: Failure | undefined;
  /** The content of a part, transfer encoding undone; undefined for a path that no part has. */
  contentAt(path: string): Uint8Array | undefined;
}

/**
 * Finds out all that can be found out about a capture. No message makes it throw: what is wrong with one stands in the
 * inspection.
 */
export async function inspect(bytes: Uint8Array, { contentType, mask }: InspectOptions): Promise<Inspected> {
  const reading = await readWhole(bytes, contentType);
  const { capture, body, decoded, error } = reading;
  const refusal = error === undefined ? await strictRefusal(bytes, contentType, body) : undefined;
  const tree = capture && partTree(capture.headers, body);
  const leaves = tree === undefined ? [] : leavesOf(tree);
  const root = capture && rootOf(leaves, reading, capture.headers);
  learnSecrets(reading, leaves, root, mask);

  const findings = new FindingsByPlace(findingsOf(reading, mask));
  const head = capture && inspectHead(bytes, capture, findings, mask);
  const envelope = root && envelopeOf(root, body, findings, mask);
  const inspectedBody = tree && (await inspectPart(tree, { body, root, decoded, findings, mask }));
  const inspection: Inspection = {
    ...(capture === undefined ? {} : { kind: capture.kind }),
    size: bytes.length,
    ...(head === undefined ? {} : { head }),
    ...(inspectedBody === undefined ? { opening: openingOf(bytes, mask) } : { body: inspectedBody }),
    ...(envelope === undefined ? {} : { envelope }),
    ...(decoded === undefined ? {} : { message: mask.decoded(decoded.message) }),
    findings: findings.rest(),
    hasMasked: mask.hasMasked,
    verdict: verdictOf(reading, refusal, mask),
  };
  return {
    inspection,
    failure: error && maskedFailure(error, mask),
    contentAt: (path) => {
      const leaf = leaves.find((each) => each.path === path);
      return leaf && contentOf(leaf, body);
    },
  };
}

/** Sentences about a message quote values. Those that are secrets must be known before the first sentence is shown. */
function learnSecrets(
  { capture, body }: Reading,
  leaves: readonly PartNode[],
  root: PartNode | undefined,
  mask: Mask,
): void {
  for (const headers of [capture?.sentHeaders, ...leaves.map((leaf) => leaf.headers)]) {
    if (headers !== undefined) fieldsOf(headers, mask);
  }
  if (root !== undefined) envelopeOf(root, body, new FindingsByPlace([]), mask);
}

function findingsOf({ warnings, error }: Reading, mask: Mask): Finding[] {
  const findings = warnings.map((warning) => findingOfWarning(warning, mask));
  return error === undefined ? findings : [...findings, findingOfFailure(failureOf(error), mask)];
}

function maskedFailure(error: Mm7Error, mask: Mask): Failure {
  const failure = failureOf(error);
  return { ...failure, message: mask.sentence(failure.message) };
}

function envelopeOf(root: PartNode, body: Uint8Array, findings: FindingsByPlace, mask: Mask): InspectedEnvelope {
  const charset = parseContentType(root.headers.get('Content-Type')).parameters.get('charset');
  return inspectEnvelope(contentOf(root, body), { part: root.path, charset }, findings, mask);
}

/** The leaf that is the envelope: what the codec took for it, or else what is named or looks like it. */
function rootOf(leaves: readonly PartNode[], { decoded, body }: Reading, headers: HeaderFields): PartNode | undefined {
  if (decoded !== undefined) {
    const others = new Set(decoded.parts.map(({ path }) => path));
    return leaves.find(({ path }) => !others.has(path));
  }
  const start = parseContentType(headers.get('Content-Type')).parameters.get('start');
  const id = start === undefined ? undefined : parseContentId(start).id;
  const named = leaves.find((leaf) => id !== undefined && contentIdOf(leaf) === id);
  return named ?? leaves.find((leaf) => isMm7Document(contentOf(leaf, body)));
}

function openingOf(bytes: Uint8Array, mask: Mask): Opening {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, openingLength));
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const shown = mask.headLines(lines.slice(0, openingLines));
  return {
    lines: shown.map((line) => (mask.hides(line) ? '…' : line.slice(0, openingLine))),
    isCut:
      bytes.length > openingLength || lines.length > openingLines || shown.some(({ length }) => length > openingLine),
  };
}
