const LF = 0x0a;
const CR = 0x0d;
const GREATER_THAN = 0x3e;

const LONGEST_SHIFT = 0xff;

/** How far a delimiter can be moved on, by the last two of the bytes that it is laid over. */
interface PairShifts {
  /** Makes these the shifts of a boundary, with whatever a delimiter has before it. */
  prepareShifts(dashBoundary: Uint8Array): void;
  /** The shift for the two bytes that end at `last`; 0 if they stand together nowhere in the delimiter. */
  shiftAt(chunk: Uint8Array, last: number): number;
}

/**
 * One table that serves every boundary in turn: to fill it in anew costs less than memory for one of each.
 *
 * It is closed over and no field of a class, because the compiler then knows it for a constant, which makes the search a
 * third faster.
 */
export function pairShifts(): PairShifts {
  const shifts = new Uint8Array(4096);
  let present: Uint8Array = new Uint8Array(0);

  function placeOf(first: number, second: number): number {
    return ((first << 4) ^ second) & 0xfff;
  }

  function enter(first: number, second: number, shift: number): void {
    shifts[placeOf(first, second)] = Math.min(shift, LONGEST_SHIFT);
  }

  function prepareShifts(dashBoundary: Uint8Array): void {
    if (dashBoundary === present) return;
    present = dashBoundary;
    shifts.fill(0);
    const last = dashBoundary.length - 1;
    const first = dashBoundary[0] ?? 0;
    // Pairs may share a place, where the shortest shift must count: so it comes last.
    enter(CR, LF, last + 1);
    enter(dashBoundary[last - 1] ?? 0, dashBoundary[last] ?? 0, last);
    enter(LF, first, last);
    enter(GREATER_THAN, first, last);
    for (let index = 1; index < last; index += 1) {
      enter(dashBoundary[index - 1] ?? 0, dashBoundary[index] ?? 0, last - index);
    }
  }

  function shiftAt(chunk: Uint8Array, last: number): number {
    return shifts[placeOf(chunk[last - 1] ?? 0, chunk[last] ?? 0)] ?? 0;
  }

  return { prepareShifts, shiftAt };
}
