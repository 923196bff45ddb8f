export type {
  MultipartErrorCode,
  MultipartErrorDetails,
  MultipartWarning,
  MultipartWarningCode,
} from './errors.ts';
export { MultipartError } from './errors.ts';
