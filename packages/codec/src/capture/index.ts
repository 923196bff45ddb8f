export { type Capture, type CaptureOptions, readCapture } from './capture.ts';
