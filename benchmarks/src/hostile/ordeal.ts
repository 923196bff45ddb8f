/** By how much the larger of the two messages of each kind is larger. */
export const factor = 8;

/** What a process is to be fed, and what of it is measured. */
export interface Ordeal {
  readonly generator: string;
  /** Bytes of the smaller message, about. */
  readonly size: number;
  readonly chunkSize: number;
  readonly measures: 'time' | 'memory';
}

/** What it took with the limits lifted, so that all of the messages has to be read. */
export interface TimeCost {
  /** Seconds of the processor for the smaller and the larger message, so that a busy machine does not count. */
  readonly seconds: number;
  readonly secondsAtEightTimes: number;
  /** How these two ended: `read`, or the code of the error. */
  readonly ending: string;
  readonly endingAtEightTimes: string;
}

/** What the larger message, or one as large as the limits let through, took under the limits that hold by default. */
export interface MemoryCost {
  /** By how many bytes the process grew. */
  readonly growth: number;
  readonly endingWithinLimits: string;
}
