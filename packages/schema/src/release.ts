/**
 * How old a peer may be that knows an element: Release 5, Release 6, or only the last schema of Release 6.
 * Finer differences between the schemas are not recorded in any public source, so none is made here.
 */
export type Release = 'R5' | 'R6' | 'R6-1-4';

const order: readonly Release[] = ['R5', 'R6', 'R6-1-4'];

/**
 * Tells whether a schema of release `available` has what was introduced in release `introduced`.
 *
 * @example
 * releaseIncludes('R6', 'R5'); // true
 * releaseIncludes('R5', 'R6-1-4'); // false
 */
export function releaseIncludes(available: Release, introduced: Release): boolean {
  return order.indexOf(available) >= order.indexOf(introduced);
}
