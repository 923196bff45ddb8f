import { soapNames } from '@mm7/schema';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { isCalled } from '../qualified-name.ts';
import { isMessageName, openMessage } from './body-frame.ts';
import { EnvelopeFrame } from './envelope-frame.ts';

/** The document: its one element is the envelope, or a message that stands without one. */
export class DocumentFrame implements Frame {
  readonly name = '';

  open(walker: EnvelopeWalker): Frame {
    const { local, namespace } = walker;
    if (namespace?.family === 'soap12') {
      throw walker.error('soap-version', 'the envelope is one of SOAP 1.2; MM7 uses SOAP 1.1', 4004, local);
    }
    if (!isCalled(local, soapNames.envelope)) return openBare(walker);
    if (local !== soapNames.envelope) walker.recognise(soapNames.envelope);
    walker.soapPrefix = walker.own(walker.prefix);
    walker.soapNamespace = namespace;
    if (!walker.prefixUndeclared) checkSoapNamespace(walker);
    return new EnvelopeFrame(walker);
  }

  text(): void {}

  close(): void {}
}

function checkSoapNamespace(walker: EnvelopeWalker): void {
  const { namespace } = walker;
  const deviations = namespace?.family === 'soap' ? namespace.deviations : (['soap-namespace'] as const);
  for (const code of deviations) {
    const came = namespace === undefined ? 'no namespace' : JSON.stringify(namespace.declared);
    walker.reportOnce(code, '', `the envelope is in ${came}`);
  }
}

function openBare(walker: EnvelopeWalker): Frame {
  const { local } = walker;
  if (!isMessageName(local)) {
    throw walker.error('not-mm7', `expected a SOAP envelope, got the element ${local.slice(0, 80)}`, 4004, local);
  }
  walker.report('missing-envelope', `${local} stands without a SOAP envelope`, local);
  return openMessage(walker);
}
