/** Whether a body has the length that its Content-Length gives, and if not, what is wrong. */
export type LengthVerdict = 'agrees' | 'shorter' | 'longer' | 'unusable';

/**
 * Compares a body with its Content-Length (RFC 9110, section 8.6). `shorter` means that the body is: more was announced
 * than came.
 */
export function compareLength(contentLength: string | undefined, received: number): LengthVerdict {
  if (contentLength === undefined) return 'agrees';
  const announced = parseContentLength(contentLength);
  if (announced === undefined) return 'unusable';
  if (received === announced) return 'agrees';
  return received < announced ? 'shorter' : 'longer';
}

/** A sender may repeat the field, and recipients may join the values into a list: equal ones count once. */
function parseContentLength(value: string): number | undefined {
  const values = new Set(value.split(',').map((entry) => entry.trim()));
  const [digits = ''] = values;
  return values.size === 1 && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
