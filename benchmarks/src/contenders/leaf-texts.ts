import type { EnvelopeFacts } from '../contender.ts';

/** Elements and their texts, for parsers that only tell of events; the least that is of any use. */
export class LeafTexts {
  readonly #names: string[] = [];
  readonly #texts: string[] = [];

  open(name: string): void {
    this.#names.push(name);
    this.#texts.push('');
  }

  text(text: string): void {
    const last = this.#texts.length - 1;
    this.#texts[last] = (this.#texts[last] ?? '') + text;
  }

  facts(): EnvelopeFacts {
    const textsOf = (name: string): string[] => this.#texts.filter((_, index) => this.#names[index] === name);
    const first = (name: string): string => textsOf(name)[0]?.trim() ?? '';
    return {
      transactionId: first('TransactionID'),
      subject: first('Subject'),
      recipients: textsOf('Number').map((text) => text.trim()),
    };
  }
}

/** What was collected. */
export function factsOfLeafTexts(envelope: unknown): EnvelopeFacts {
  if (!(envelope instanceof LeafTexts)) throw new Error('nothing was collected');
  return envelope.facts();
}
