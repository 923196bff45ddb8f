import { statusOf } from '@mm7/codec';
import { type Mm7Error, schemaOfNamespace } from '@mm7/schema';
import { failureOf } from '../failure.ts';
import { findingOfFailure } from './finding.ts';
import type { Verdict } from './inspection.ts';
import type { Mask } from './mask.ts';
import type { Reading } from './reading.ts';

/**
 * What is to be said of a capture, when both modes have read it.
 *
 * @param refusal what strict mode refuses
 */
export function verdictOf({ decoded, warnings, error }: Reading, refusal: Mm7Error | undefined, mask: Mask): Verdict {
  const counts = new Map<string, number>();
  for (const { code } of warnings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const message = decoded?.message;
  const namespace = decoded?.dialect.namespace ?? error?.envelope?.namespace;
  const status = message && statusOf(message);
  const schema = schemaOfNamespace(message?.namespace ?? namespace ?? '');
  return {
    result: error !== undefined ? 'unreadable' : refusal === undefined ? 'conforms' : 'deviates',
    operation: message?.operation ?? error?.envelope?.operation,
    version: decoded?.dialect.version ?? error?.envelope?.version,
    namespace,
    schema: schema && { id: schema.id, version: schema.version, release: schema.release },
    soapNamespace: decoded?.dialect.soapNamespace,
    status: status && { statusCode: status.statusCode, statusText: status.statusText },
    deviations: [...counts].map(([code, count]) => ({ code, count })),
    strictRefusal: refusal && findingOfFailure(failureOf(refusal), mask),
    error: error && findingOfFailure(failureOf(error), mask),
  };
}
