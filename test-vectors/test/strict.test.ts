import { describeReading } from './every-cut.ts';

describeReading('strict');
