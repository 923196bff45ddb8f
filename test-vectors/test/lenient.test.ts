import { describeReading } from './every-cut.ts';

// A file for each mode: there are hundreds of thousands of cuts, and files run in parallel.
describeReading('lenient');
