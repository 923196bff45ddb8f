import { describe, expect, it } from 'vitest';
import { schemaMeanings } from '../../scripts/schema-meanings.ts';
import meanings from '../../src/inspect/meanings.json';

describe('the meanings that inspect shows', () => {
  it('are what the doc comments of the schema say: else run "npm run meanings"', () => {
    expect(meanings).toEqual(schemaMeanings());
  });
});
