/** What is to be measured, and how long. */
export interface Assignment {
  readonly group: string;
  readonly sample: string;
  /** Id of the contender. */
  readonly contender: string;
  /** Whether the result is looked at closely first. */
  readonly verifies: boolean;
  /** Seconds of the processor for which it runs before its time counts. */
  readonly warmUp: number;
  /** Seconds that one round takes, at least. */
  readonly roundTime: number;
  /** Runs of one round, at least. */
  readonly leastRuns: number;
}

/** What a contestant is told to do. */
export type Request =
  | { readonly type: 'prepare'; readonly assignment: Assignment }
  | { readonly type: 'round' }
  | { readonly type: 'run once' }
  | { readonly type: 'finish' };

/** What it answers. */
export type Answer =
  | { readonly type: 'ready' /** Seconds that a round will take, about. */; readonly roundTime: number }
  | { readonly type: 'time' /** Seconds of one run. */; readonly seconds: number }
  | { readonly type: 'memory' /** Bytes by which the process grew. */; readonly growth: number }
  | { readonly type: 'finished' /** The most memory it had. */; readonly peakMemory: number }
  | { readonly type: 'failed'; readonly reason: string };
