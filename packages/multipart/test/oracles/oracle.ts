import { describe, expect, test } from 'vitest';

/** Two readers of the same texts, and where they differ. */
export interface Oracle<Outcome> {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Inputs of which the other reader makes something else, and why that is right. */
  readonly differences: Readonly<Record<string, string>>;
  readonly ours: (input: string) => Outcome;
  readonly theirs: (input: string) => Outcome;
}

/** Expects what is listed to differ, and everything else to be the same. */
export function compareWith<Outcome>({ name, inputs, differences, ours, theirs }: Oracle<Outcome>): void {
  const listed = new Map(Object.entries(differences));

  describe(`beside ${name}`, () => {
    test.each(inputs)('the same comes of this, unless the table says why not: %j', (input) => {
      if (listed.has(input)) expect(theirs(input)).not.toEqual(ours(input));
      else expect(theirs(input)).toEqual(ours(input));
    });

    test('the table lists nothing that is not tried', () => {
      expect([...listed.keys()].filter((input) => !inputs.includes(input))).toEqual([]);
    });
  });
}
