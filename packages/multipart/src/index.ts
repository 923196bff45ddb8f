export type {
  MultipartErrorCode,
  MultipartErrorDetails,
  MultipartWarning,
  MultipartWarningCode,
} from './errors.ts';
export { MultipartError } from './errors.ts';
export type { HeaderField } from './header-fields.ts';
export { HeaderFields } from './header-fields.ts';
export type { MultipartLimits } from './limits.ts';
export type { MultipartHandler, MultipartMode, MultipartOptions, MultipartPlace } from './splitter.ts';
export { MultipartSplitter } from './splitter.ts';
