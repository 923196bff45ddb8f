/**
 * Puts a text together that will be written many times. The engine keeps what is added up as a tree and walks it each
 * time; what is joined lies in one piece.
 */
export function flat(...pieces: readonly string[]): string {
  return pieces.join('');
}
