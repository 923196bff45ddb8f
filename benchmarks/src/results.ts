/** The machine that a run was made on; nothing that tells whose it is. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
}

/** What one contender did with one sample. */
export interface Entry {
  readonly contender: string;
  readonly role: 'mm7' | 'rival' | 'limit';
  /** Why there are no figures: it failed, or its result was wrong. */
  readonly failure?: string;
  /** Seconds of a run, the median of the rounds; and half the distance of the quartiles as a share of it. */
  readonly seconds?: number;
  readonly spread?: number;
  readonly rounds?: number;
  /** How many times as fast mm7 is: the median of what each round gave. */
  readonly mm7Ratio?: number;
  /** The most memory of the process, or by how much it grew where that is measured; in bytes. */
  readonly memory?: number;
}

/** All contenders at one sample. */
export interface SampleResult {
  readonly group: string;
  readonly sample: string;
  /** Bytes that were worked on; 0 where messages are counted. */
  readonly size: number;
  readonly entries: readonly Entry[];
}

/** What a run gave. */
export interface Results {
  readonly machine: Machine;
  /** By package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly kind: 'full' | 'quick';
  readonly samples: readonly SampleResult[];
}
