// Set-up of an ordinary test run: properties start from one seed, so that a commit passes today as it did yesterday.
// Other seeds are what `npm run fuzz` is for.
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 7 });
